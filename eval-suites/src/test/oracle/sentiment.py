"""Sentiment of invented texts by vaderSentiment 3.3.2, and its lexicon as a resource.

python sentiment.py texts   > ../resources/dev/assay/eval/scorer/sentiment.jsonl
python sentiment.py lexicon > ../../main/resources/dev/assay/eval/scorer/vader.tsv
Needs vaderSentiment==3.3.2.
"""

import json
import random
import sys

from vaderSentiment import vaderSentiment as vader

LICENCE = """\
# Words, emoji and rules' phrases of VADER 3.3.2 (Hutto and Gilbert: VADER: A Parsimonious Rule-based Model for Sentiment
# Analysis of Social Media Text, ICWSM-14), by this script's words: src/test/oracle/sentiment.py.
#
# The MIT License (MIT). Copyright (c) 2016 C.J. Hutto
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation
# the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
# permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright
# notice and this permission notice shall be included in all copies or substantial portions of the Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
# COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""

LADEN = "good great awful bad love hate fine sad happy no ugly nice win lost joy terrible smart funny kind lol :) :( :D".split()
PLAIN = "the river a boat stone lamp is was it and we green at or nor this so doubt never without least very kind of".split()
RULES = """not isn't don't neither cannot rarely despite but But extremely barely slightly really hella somewhat kinda
very sort of just enough at least the shit yeah right kiss of death to die for bad ass beating heart bus stop the bomb""".split()
MARKS = ["", "", "", "", "!", "!!", "!!!!!", "?", "??", "?????", ".", ",", '"', "...", ";"]
EMOJI = ["\U0001f600", "\U0001f622", "\u2764", "\U0001f4a9"]


def lexicon():
    analyzer = vader.SentimentIntensityAnalyzer()
    print(LICENCE)
    for word, valence in analyzer.lexicon.items():
        print("word", word, repr(valence), sep="\t")
    for emoji, words in analyzer.emojis.items():
        # A longer one is never found: the text is looked at a character at a time.
        if len(emoji) == 1:
            print("emoji", emoji, words, sep="\t")
    for word, change in vader.BOOSTER_DICT.items():
        print("booster", word, repr(change), sep="\t")
    for phrase, valence in vader.SPECIAL_CASES.items():
        print("idiom", phrase, repr(float(valence)), sep="\t")
    for word in vader.NEGATE:
        print("negation", word, sep="\t")


def invented(draw):
    words = []
    for _ in range(draw.randint(0, 14)):
        word = draw.choice(draw.choice([LADEN, PLAIN, RULES]))
        word = draw.choice([word, word, word, word.upper(), word.capitalize()]) + draw.choice(MARKS)
        words.append(word + draw.choice(["", "", "", draw.choice(EMOJI)]))
    return draw.choice([" ", " ", "  ", "\n", "\u00a0"]).join(words)


def texts():
    analyzer = vader.SentimentIntensityAnalyzer()
    draw = random.Random(17)
    for _ in range(1500):
        text = invented(draw)
        print(json.dumps({"text": text} | analyzer.polarity_scores(text), ensure_ascii=True))


if __name__ == "__main__":
    {"texts": texts, "lexicon": lexicon}[sys.argv[1]]()
