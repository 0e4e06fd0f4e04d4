"""What the product knows: questions, answers, scores, actions, resources. No Telegram, no words."""
