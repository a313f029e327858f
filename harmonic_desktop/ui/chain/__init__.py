"""What is heard: the chain from parameters to the settings of the music, followed live."""
