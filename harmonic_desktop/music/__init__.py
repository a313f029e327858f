"""What is heard: parameters and a storyboard become settings, chords and notes; pure, without a window."""
