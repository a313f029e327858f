"""Acts and moments over the ruler: where they are painted, what the hand and the keys do with them."""
