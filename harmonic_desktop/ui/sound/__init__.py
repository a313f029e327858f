"""Why this sound: what is heard at the playhead, and what of the story and its parameters it comes from."""
