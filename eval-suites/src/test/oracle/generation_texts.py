"""Invented texts for generation_tasks.py: completions, responses to instructions, documents. No benchmark's."""

import random

ANSWERS = [
    "42", "1,234", "$18", "-7", "3.50", "18.", "1.000,00", "7", "0", "$1,000.00", "-0.5", "Paris", "the Beatles", "The  Beatles",
    "An apple", "A. A. Milne", "José", "İstanbul", "STRASSE", "straße", "ΣΟΦΟΣ", "σοφος", "东京", "naïve café", "O'Neil",
    "\"quoted\"", "nul\0", "nul\0\0", "trailing ", " leading", "tab\tbed", "the", "a the an", "U.S.A.", "½", "١٢٣", "ﬁn", "É", "e\u0301",
    "a\u00a0b", "x\u2028y", "_under_", "C++", "[invalid]", "",
]

COMPLETIONS = [
    " So it is.\n#### {first}", " {first}", "#### {first}.", "#### ${first}", "####{first}", "The answer is {first}.", "{last}", " {last}\n",
    "{first} and then 12", "12 and then {first}", "#### 5\n#### {first}", "The {first}", "the {last}!", "no number here", "", "   ",
    "#### -{first}", "$", "{first}\u00a0", "A {first}", "{first} {last}", "#### {first}\n\nQuestion",
]

SENTENCES = [
    "The cat sat on the mat.", "Dr. Smith went to Washington, D.C. on Jan. 5.", "Is that so?", "No! Never!!", "Well... maybe.",
    "He paid $3.50 (or was it $4?).", "\"Go away,\" she said.", "\"Stop!\" He ran.", "J. R. R. Tolkien wrote it.",
    "See p. 7 and e.g. Fig. 2.", "Mr. and Mrs. Jones live at 5 St. James St. They are old.", "It cost 1.5 million.",
    "The U.S. army left. The U.K. stayed.", "Version 2.0 is out", "1. First item", "2) Second item", "- a dash", "* a star",
    "We met at 5 p.m. Then we ate.", "I can't; you cannot. Gonna go? Wanna try.", "Visit https://example.org/a.b?c=d. Now.",
    "Write to me@example.org!", "END OF LINE.", "WHAT A DAY IT WAS", "state-of-the-art U.N.-led talks.", "\u201cQuoted.\u201d Then more.",
    "(A whole sentence.) Another.", "One.Two.Three", "Wait . . . what?", "'Tis the season. 'twas not.", "more'n enough d'ye see",
    "Prof. X met Lt. Y. in Sept. of 1999.", "He said no. but then yes.", "Yes -- no -- perhaps.", "A\u2014B; C: D, E.",
    "The vitamin B. Smith took it.", "No. 5 is alive. no. 6 is not.", "etc. and so on... And more. ", "\u00abVoil\u00e0.\u00bb Bon.",
    "Inc. was founded by I. Magnin. The Inc. rose.", "Ph.D. students. (See ch. 3.) [Note.] {x.} <y.>", "ÉCOLE ÜBER ÑANDÚ",
]


def paragraph(rnd, least, most):
    joints = [" ", "  ", "\n", "\n\n", " ", " "]
    return "".join(rnd.choice(SENTENCES) + rnd.choice(joints) for _ in range(rnd.randint(least, most))).rstrip(" ")


_RND = random.Random("texts")
TEXTS = SENTENCES + [paragraph(_RND, 2, 12) for _ in range(250)] + [
    "", " ", "\n", ".", "...", "?!", "a", "A.", "Hello", "Hello.", "Hello. ", " Hello. World", "one\n\ntwo", "\t\tTab. Tab.\t",
    "a\u00a0b. C\u2028D. E", "नमस्ते दुनिया। यह एक वाक्य है।", "你好。世界！再见？", "ﬁne. Ǆungla. ǅungla ǆ", "x² ½ ⅷ ١٢", "I'LL SAY IT'S HERS'",
    "\"", "''", "``a''", "a'b 'c d' e", "[x](y) <z>", "$5 & #7 @home 50%", "a,b , c,d 1,000 10:30 a:b", "wanna", "wanna go", "CANNOT",
]

RESPONSES = [
    "Hello world.", "HELLO WORLD, THIS IS A TEST OF THE LETTERS.", "hello there, this is written in small letters only.",
    "This response, with a comma.", "No comma here", "My answer is yes.", "  My answer is maybe. ", "My answer is yes",
    "I would say: My answer is no. Really.", "<<A title>>\n\nSome text.", "<< >>", "<<>>", "<<<<x>>>>", "<<two\nlines>>", "text <<a>> and <<b>>",
    "* one\n* two\n* three", "- one\n- two", "* one\n- two\n  * three\n** four", "*one\n*two", "\n\n* a\n\n\n- b\n", "-a\n--b\n- \n-", "*\n*\n* x",
    "This is *one* and *two* and **three**.", "*a* ** ** * * **b**", "****", "*a b\nc*", "***x***", "*one**two*",
    "[name] lives in [city].", "[a] [b] [c] [d]", "[] [ ] [a\nb] [[x]]", "no placeholder", "[one [two] three]",
    "Text.\n\nP.S. Bye", "Text. P.P.S. Bye", "p. s. hello", "P.P.S", "P. P. S here", "PS: no", "p.s.x\nP.S", "Text\n P.S.Do it", "Q.Q. marker",
    "Section 1\nfoo\nSection 2\nbar", "SECTION 1 a SECTION 2 b SECTION 3 c", "Section1Section2", "Sections 1", "Day 1: a\nDay 2: b\nday 3",
    "one\n***\ntwo\n***\nthree", "one***two", "***\none\n***\ntwo\n***", "one\n***\n***\ntwo", "one \n *** \n two", "***", "a ****** b", "a********b",
    "first\n\nsecond\n\nthird", "first\n\n\nsecond", "\n\nfirst\n\nsecond", "\"Weekend\" plan\n\nOf course, yes.", "One.\n\n'weekend' is here.\n\nThree",
    "a\n\nb\n\nc\n\nd\n\ne", "Hi\n\n\n\nweekend, then", "A\n\nΣΟΦΟΣ, yes", "answer one\n******\nanswer two", "same******same", "a******b******c",
    "******a******b******", "a******\n******b", "x ****** y ****** ", "a ************ b", "{\"a\": 1}", "```json\n{\"a\": [1, 2, {\"b\": null}]}\n```",
    "```JSON\n[]\n```", "```\n\"x\"\n```", "{'a': 1}", "{\"a\": 1,}", "[1, 2", "NaN", "-Infinity", "+1", "01", "1e5", "1.", ".5", "-", "\"a\\u12\"",
    "\"tab\there\"", "\"ok\\t\"", "{\"a\": 1} x", "```json{}```", "``````", "null", "{\"a\" 1}", "{1: 2}", "[1 2]", "[,]", "{}", "[ ]", "  3.25E-2 ",
    "1" * 4301, "1" * 4300, "\"\\ud83d\"", "[" * 50 + "]" * 50, "INF", "true", "True", "\ufeff1",
    "\"Quoted response.\"", "\"", "\"\"", " \"x\" ", "“x”", "\"a\" b", "Any other questions?", "Is there more? any other questions?\"",
    "Peace!", "\"Peace!\"  ", "PEACE! ", "Peace! Bye", "Write a poem. Then this.", "write a poem. then this.", "  WRITE A POEM. ok", "\"Write a poem.\"",
    "THIS IS ALL IN CAPITAL LETTERS AND THE LANGUAGE OF IT IS ENGLISH, WHICH IS PLAIN FOR ALL TO SEE.",
    "this is all in small letters and the language of it is english, which is plain for all to see.",
    "This Is Mixed And The Language Of It Is English.", "DIES IST ALLES IN GROSSBUCHSTABEN UND AUF DEUTSCH GESCHRIEBEN.",
    "dies ist alles klein und auf deutsch geschrieben, wie man sieht.", "12345 67890", "!!! ???", "Ǆ", "ǅ", "ß", "ABC ſ", "ª", "AAA BBB ccc DDD U.S.A. I'M",
    "THE API IS ON AWS. Use the CLI, or the SDK (see RFC-1234).", "A B C d", "Hyphen-ATED WELL-KNOWN X", "NATO, EU & UN: YES!",
    "India is a country. india and INDIA. Indian", "The keyword is apple and banana", "APPLE BANANA", "pineapple", "bananas, apples", "apple-pie",
    "résumé RÉSUMÉ", "ｶ", "K K k", "ſs", "aaa AAA aäa", "e e e e e", "# # # #", "!!!!!!", "zzz", "İi",
    "Word " * 40, "word_one word-two it's 3.5 ½ ²", "नमस्ते दुनिया", "नमस्ते दुनिया, यह हिन्दी में लिखा हुआ एक साधारण वाक्य है।",
    "Bonjour, ceci est une phrase écrite en français pour le test.", "Dies ist ein deutscher Satz über das Wetter von heute.",
    "Esta es una frase en español sobre el tiempo de hoy.", "이것은 한국어로 쓴 문장입니다.", "这是一个中文句子。", "これは日本語の文です。",
    "One. Two. Three. Four. Five.", "Dr. Who? Yes! No... Maybe.", "A sentence", "First line\nHello world.\nLast line", "Sure! Here it is:\n* one\n* two",
    "*hello*, world", "Note:\n\"inner text\"\nEnd", "\n", "  \t ", "", "\u0085\u00a0", "x\u2028y\u2029z", "line\r\nline\rline", "a\x0bb\x0cc\x1cd",
    "My answer is yes.\n", "Title\n<<x>>\nend", "\n***\n", "a\n***", "a, b\nc", "one\n\n\"two\"\n\n", "Sure.\n{\"a\": 2}\nDone.",
]
_RND = random.Random("responses")
RESPONSES += [paragraph(_RND, 1, 9) for _ in range(60)]

INSTRUCTIONS = [
    ("keywords:existence", {"keywords": ["apple", "banana"]}), ("keywords:existence", {"keywords": ["india"]}),
    ("keywords:existence", {"keywords": ["a.c", "[aeiou]{2}"]}), ("keywords:existence", {"keywords": ["résumé"]}),
    ("keywords:existence", {"keywords": ["k"]}), ("keywords:existence", {"keywords": [r"\w+\s\d"]}),
    ("keywords:frequency", {"keyword": "the", "frequency": 3, "relation": "at least"}),
    ("keywords:frequency", {"keyword": "  one ", "frequency": 2, "relation": "less than"}),
    ("keywords:frequency", {"keyword": "aa", "frequency": 2, "relation": "at least"}),
    ("keywords:forbidden_words", {"forbidden_words": ["apple", "world"]}), ("keywords:forbidden_words", {"forbidden_words": ["is", "a", "is"]}),
    ("keywords:forbidden_words", {"forbidden_words": ["résumé", "aäa"]}), ("keywords:forbidden_words", {"forbidden_words": ["दुनिया"]}),
    ("keywords:letter_frequency", {"letter": "e", "let_frequency": 5, "let_relation": "at least"}),
    ("keywords:letter_frequency", {"letter": "A", "let_frequency": 3, "let_relation": "less than"}),
    ("keywords:letter_frequency", {"letter": "i", "let_frequency": 1, "let_relation": "at least"}),
    ("language:response_language", {"language": "en"}), ("language:response_language", {"language": "de"}),
    ("language:response_language", {"language": "hi"}), ("language:response_language", {"language": "ko"}),
    ("length_constraints:number_sentences", {"num_sentences": 3, "relation": "at least"}),
    ("length_constraints:number_sentences", {"num_sentences": 5, "relation": "less than"}),
    ("length_constraints:number_sentences", {"num_sentences": 8, "relation": "at least"}),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 1}), ("length_constraints:number_paragraphs", {"num_paragraphs": 2}),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 3}),
    ("length_constraints:number_words", {"num_words": 5, "relation": "at least"}),
    ("length_constraints:number_words", {"num_words": 12, "relation": "less than"}),
    ("length_constraints:number_words", {"num_words": 40, "relation": "at least"}),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "Weekend"}),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 2, "nth_paragraph": 1, "first_word": "first"}),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": "weekend"}),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "ΣΟΦΟΣ"}),
    ("detectable_content:number_placeholders", {"num_placeholders": 2}), ("detectable_content:number_placeholders", {"num_placeholders": 1}),
    ("detectable_content:postscript", {"postscript_marker": "P.S."}), ("detectable_content:postscript", {"postscript_marker": "P.P.S"}),
    ("detectable_content:postscript", {"postscript_marker": " Q.Q. "}),
    ("detectable_format:number_bullet_lists", {"num_bullets": 2}), ("detectable_format:number_bullet_lists", {"num_bullets": 3}),
    ("detectable_format:number_bullet_lists", {"num_bullets": 4}),
    ("detectable_format:constrained_response", {}),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 1}), ("detectable_format:number_highlighted_sections", {"num_highlights": 3}),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 4}),
    ("detectable_format:multiple_sections", {"section_spliter": "Section", "num_sections": 2}),
    ("detectable_format:multiple_sections", {"section_spliter": " SECTION ", "num_sections": 3}),
    ("detectable_format:multiple_sections", {"section_spliter": "Day", "num_sections": 2}),
    ("detectable_format:json_format", {}), ("detectable_format:title", {}), ("combination:two_responses", {}),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Write a poem."}), ("combination:repeat_prompt", {"prompt_to_repeat": " HELLO "}),
    ("startend:end_checker", {"end_phrase": "Any other questions?"}), ("startend:end_checker", {"end_phrase": " Peace! "}),
    ("startend:quotation", {}),
    ("change_case:capital_word_frequency", {"capital_frequency": 3, "capital_relation": "at least"}),
    ("change_case:capital_word_frequency", {"capital_frequency": 2, "capital_relation": "less than"}),
    ("change_case:capital_word_frequency", {"capital_frequency": 6, "capital_relation": "at least"}),
    ("change_case:english_capital", {}), ("change_case:english_lowercase", {}), ("punctuation:no_comma", {}),
]

LANGUAGES = RESPONSES + TEXTS + [
    "Olá, esta é uma frase escrita em português para o teste.", "هذه جملة مكتوبة باللغة العربية للاختبار.", "Это предложение написано по-русски.",
    "Questa è una frase scritta in italiano per la prova.", "এটি বাংলায় লেখা একটি বাক্য।", "Це речення написане українською мовою.",
    "นี่คือประโยคที่เขียนเป็นภาษาไทย", "یہ اردو میں لکھا ہوا ایک جملہ ہے۔", "இது தமிழில் எழுதப்பட்ட ஒரு வாக்கியம்.", "ఇది తెలుగులో రాసిన ఒక వాక్యం.",
    "Това изречение е написано на български език.", "To zdanie jest napisane po polsku dla próby.", "זהו משפט שנכתב בעברית.",
    "این جمله به زبان فارسی نوشته شده است.", "Đây là một câu được viết bằng tiếng Việt.", "Đa\u0302y la\u0300 mo\u0323\u0302t ca\u0302u tie\u0302\u0301ng Vie\u0323\u0302t.",
    "यो नेपाली भाषामा लेखिएको वाक्य हो।", "Hii ni sentensi iliyoandikwa kwa Kiswahili.", "ಇದು ಕನ್ನಡದಲ್ಲಿ ಬರೆದ ಒಂದು ವಾಕ್ಯ.", "हे मराठीत लिहिलेले एक वाक्य आहे.",
    "આ ગુજરાતીમાં લખેલું એક વાક્ય છે.", "ਇਹ ਪੰਜਾਬੀ ਵਿੱਚ ਲਿਖਿਆ ਇੱਕ ਵਾਕ ਹੈ।", "ഇത് മലയാളത്തിൽ എഴുതിയ ഒരു വാക്യമാണ്.", "Tämä on suomeksi kirjoitettu lause.",
    "Această propoziție este scrisă în limba română și ține de țară.", "這是一個用繁體中文寫的句子。", "東京は日本の首都である。", "ﾊﾝｶｸ カタカナ ひらがな", "ㄅㄆㄇ",
    "Mixed русский and English text together", "русский текст with few words", "abc https://example.org/русский?x=1 me@example.org def",
    "ok", "no", "a", "I", "la", "de", "über", "ñ", "Ω", "x y z", "1984", "hello", "HELLO", "McDonald's iPhone", "Hola", "Ciao bella", "Tag",
] + [" ".join(random.Random(n).sample(SENTENCES, 4)) for n in range(40)] + ["The weather is fine. " * 700 + "Das Wetter ist gut. " * 700]


def invented(name):
    """Documents of a question set with few words, so that some are equal."""
    rnd = random.Random(name)
    words = "amber borough candle drift ember fjord granite hollow ivory juniper".split()

    def document(number):
        question = " ".join(rnd.choice(words) for _ in range(rnd.randint(2, 4))) + rnd.choice(["", "", " {{x}}", " \"y\"", "é?"])
        right = rnd.sample(ANSWERS[:-1], rnd.randint(1, 3))
        if name == "nq_open":
            return {"question": question, "answer": right}
        return {"question": question, "question_id": f"made_{number}", "answer": {"aliases": right, "value": right[0]}}

    train = [document(number) for number in range(30)]
    validation = [document(number) for number in range(12)]
    train[3] = train[9] = validation[5] = validation[1]
    return {"train": train, "validation": validation}
