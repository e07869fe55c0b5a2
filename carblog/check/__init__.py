"""Rules over what is published: the questions to ask before it goes online."""
