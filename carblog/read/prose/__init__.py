"""A Markdown body: its conversion to HTML with slots, step by step."""
