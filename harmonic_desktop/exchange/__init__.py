"""What comes and goes: files to records and back."""
