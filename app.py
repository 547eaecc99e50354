"""The chat: settings -> bot -> page -> launch. Hugging Face Spaces starts here too."""

import os

from qabot import Bot, Settings
from qabot.ui.server import serve

if __name__ == "__main__":
    settings = Settings()
    serve(Bot.ready(settings), host=os.environ.get("GRADIO_SERVER_NAME", settings.host), port=settings.port)
