"""What the shared parts know: how a moment, a figure, a name and a state are said to the one who reads."""
