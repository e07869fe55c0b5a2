"""What carblog costs, measured beside its peers; neither carblog nor its tests import this."""
