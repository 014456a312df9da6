"""What a print says."""


def parts(data, block):
    return [section for section in data["sections"] if section["block"] == block]
