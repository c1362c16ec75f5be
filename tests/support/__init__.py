"""What several tests share: builders of mails, private servers, clocks."""
