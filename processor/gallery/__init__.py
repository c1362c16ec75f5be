"""Every mail of the desk with samples: a small story, staged through the same facts and letters as real mail."""
