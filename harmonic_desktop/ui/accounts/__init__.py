"""Who is here: welcome, signing in and up, and what an account can change of itself."""
