"""The engine: YAML events in several languages become a static timeline. `pipeline.build` tells the story."""
