"""The screens, one folder each; none imports another. What they share lies in frame, charts, blocks and wording."""
