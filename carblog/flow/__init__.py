"""The flow and its doors: what every command does, from the site folder to the outcome."""
