"""ask -> a page. Shows; decides nothing."""

from __future__ import annotations

import os

# Gradio and the Hugging Face libraries read these when they are first imported, so they stand before any of
# that. Each of them alone still lets a request out.
os.environ.update(
    GRADIO_ANALYTICS_ENABLED="False",
    HF_HUB_OFFLINE="1",
    HF_HUB_DISABLE_TELEMETRY="1",
    TRANSFORMERS_OFFLINE="1",
    LANGSMITH_TRACING="false",
    # Gradio makes a table of the last 10,000 events after each one, for a page of figures that is switched off.
    GRADIO_ANALYTICS_MAX_EVENTS="1",
    GRADIO_ANALYTICS_CACHE_FREQUENCY="1000000000",
)
