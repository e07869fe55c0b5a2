"""The preview: the flow kept in memory, the page that is asked for, the browser told."""
