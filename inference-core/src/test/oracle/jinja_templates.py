"""Renders invented templates with Jinja2 3.1 as lm-evaluation-harness and transformers set it up.

python jinja_templates.py > ../resources/dev/assay/core/jinja/templates.jsonl
Needs jinja2==3.1.6 and transformers (for the environment of chat templates).
"""

import datetime
import json
import re

import jinja2
from transformers.utils import chat_template_utils

TASKS = jinja2.Environment(
    loader=jinja2.BaseLoader, undefined=jinja2.StrictUndefined, keep_trailing_newline=True
)
TASKS.filters["regex_replace"] = lambda string, pattern, repl, count=0: re.sub(
    pattern, repl, string, count=count
)
NOW = datetime.datetime(2025, 7, 26, 12, 34, 56)

DOCUMENT = {
    "question": "  What is\n the colour of Ärger — “rouge”? ",
    "choices": ["red", "green", "blue"],
    "answer": 2,
    "score": 0.1,
    "big": 123456789012345678901234567890,
    "yes": True,
    "nothing": None,
    "empty": "",
    "nested": {"a": [1, 2.5, "x"], "items": "own", "b": {"c": None}},
    "people": [{"name": "Ann", "age": 41}, {"name": "Bob", "age": 9}, {"name": "cy", "age": 30}],
}

BODIES = """
{{ question }}|{{ question.strip() }}|{{ question|trim|upper }}
{{ choices[answer] }}|{{ choices[-1] }}|{{ choices[::-1] }}|{{ choices[1:] }}|{{ choices|join(", ") }}
{{ answer + 1 }}|{{ answer / 3 }}|{{ answer // 3 }}|{{ -answer // 3 }}|{{ answer % 3 }}|{{ -7 % 3 }}|{{ 2 ** 10 }}|{{ -7.5 // 2 }}
{{ score }}|{{ score * 3 }}|{{ big * big }}|{{ 1e16 }}|{{ 1e-5 }}|{{ 100.0 }}|{{ 1.5e300 * 1e10 }}
{{ yes }}|{{ nothing }}|{{ [yes, nothing, "it's", 'q"q'] }}|{{ {"k": (1,), 2: []} }}
{{ nested.a }}|{{ nested["items"] }}|{{ nested.items is callable }}|{{ nested.b.c }}|{{ nested.get("zz", 5) }}
{% for c in choices %}{{ loop.index }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ c }}{% if not loop.last %};{% endif %}{% endfor %}
{% for k, v in nested.items() %}{{ k }}{% else %}none{% endfor %}
{% for p in people if p.age > 10 %}{{ p.name }}{{ loop.revindex }}{% else %}none{% endfor %}
{% for x in [] %}a{% else %}nothing{% endfor %}
{% set x = 1 %}{% for i in range(3) %}{% set x = x + i %}{% endfor %}{{ x }}
{% set ns = namespace(n=0) %}{% for i in range(4) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}
{% macro m(a, b=2) %}[{{ a }}{{ b }}{{ varargs }}{{ kwargs }}]{% endmacro %}{{ m(1) }}{{ m(1, b=3) }}{{ m(1, 2, 3, z=4) }}
{% macro m() %}<{{ caller("x") }}>{% endmacro %}{% call(v) m() %}{{ v }}!{% endcall %}
{% filter upper %}a{{ choices[0] }}{% endfilter %}
{% with a = 1, b = choices %}{{ a }}{{ b|length }}{% endwith %}
{% set t %}text {{ answer }}{% endset %}{{ t|length }}{{ t }}
{{ "%s and %05.2f and %r" % (question|trim, score, "x") }}|{{ "{:>6}|{:<4}|{:^5}".format("ab", 1, "c") }}
{{ people|map(attribute="name")|list }}|{{ people|selectattr("age", "gt", 10)|map(attribute="name")|join("+") }}
{{ people|sort(attribute="name")|map(attribute="name")|join }}|{{ people|sort(attribute="age", reverse=true)|map(attribute="age")|list }}
{{ people|sum(attribute="age") }}|{{ [3, 1, 2]|max }}|{{ [3, 1, 2]|min }}|{{ [1, 1, 2]|unique|list }}
{% for g in people|groupby("age") %}{{ g.grouper }}:{{ g.list|length }} {% endfor %}
{{ question|replace("colour", "color")|regex_replace("[aeiou]+", "_") }}
{{ "a-b-c".split("-") }}|{{ "a  b".split() }}|{{ "abc".rsplit("b", 1) }}|{{ "x\\ny".splitlines() }}
{{ "abc".find("c") }}|{{ "abcabc".count("bc") }}|{{ "Abc".swapcase() }}|{{ "they're here".title() }}|{{ "ß".upper() }}
{{ 1 < 2 < 3 }}|{{ 1 < 2 > 3 }}|{{ "a" in "abc" }}|{{ 4 not in [1, 4] }}|{{ 1 == 1.0 }}|{{ true == 1 }}
{{ "yes" if answer == 2 else "no" }}|{{ not yes and nothing }}|{{ empty or "default" }}|{{ nothing|default("d", true) }}
{{ answer is even }}|{{ answer is divisibleby 2 }}|{{ nothing is none }}|{{ question is string }}|{{ zz is defined }}
{{ missing }}
{{ missing.x }}
{{ nested.zz }}
{{ choices[9] }}
{{ missing|default("x") }}
{{ 1 / 0 }}
{{ "a" + 1 }}
{{ nothing.strip() }}
{{ [1, "a"]|sort }}
{{ question|nosuchfilter }}
{{ 1 is nosuchtest }}
{% if %}x{% endif %}
{% for x in choices %}
{{ "unterminated }}
{% nosuchtag %}
{{ a b }}
{%- if yes -%}  kept  {%- endif -%}  tail
{# a comment #}a{#- another -#} b
{% raw %}{{ not rendered }}{% endraw %}|{{ "{{" }}
{{ question|trim|wordcount }}|{{ "a b c"|truncate(4) }}|{{ "abc"|first }}|{{ "abc"|last }}|{{ choices|reverse|list }}
{{ 3.7|int }}|{{ "12"|int + 1 }}|{{ "x"|int(7) }}|{{ "2.5"|float }}|{{ 2.5|round }}|{{ 2.567|round(2, "floor") }}|{{ -3|abs }}
{{ nested|tojson }}|{{ "<a>"|tojson }}
{{ nested.b|dictsort }}|{{ choices|batch(2)|list }}|{{ choices|slice(2)|list }}
{{ "<b>"|escape }}|{{ "<b>"|e ~ "<i>" }}|{{ "x"|indent }}|{{ "a\\nb"|indent(2, true) }}
{{ dict(a=1, b=2) }}|{{ range(5)|list }}|{{ range(10, 0, -3)|list }}
{% set c = cycler("a", "b") %}{{ c.next() }}{{ c.next() }}{{ c.next() }}|{% set j = joiner(";") %}{{ j() }}a{{ j() }}b
{% for x in [[1, [2]], 3] recursive %}{% if x is iterable %}({{ loop(x) }}){% else %}{{ x }}{% endif %}{% endfor %}
{% for i in range(6) %}{{ loop.cycle("o", "e") }}{{ loop.previtem }}{% if loop.changed(i // 2) %}*{% endif %}{% endfor %}
{% filter length %}abc{% endfilter %}
{% filter list %}abc{% endfilter %}
{% filter upper %}a{{ 1 }}{% endfilter %}
{% call range(3) %}q{% endcall %}
{% raw %}
a{% raw %}x
{#
a{#
a{#b
a{# b #}c{#
{% raw %}{#{% endraw %}
{% raw %}a{% endraw
{%
{{
a{{ 1 
{% if 1 %}
{#}
{##}
{#-
{# -#} x
{% for i in [1,2,3] %}{% set x = i %}{{ x }}{% endfor %}{{ x is defined }}
{% set x = 1 %}{% for i in [1,2] %}{{ x }}{% set x = 5 %}{{ x }}{% endfor %}{{ x }}
{% for i in [1,2] %}{{ answer }}{% set answer = 5 %}{{ answer }}{% endfor %}{{ answer }}
{% with %}{{ answer }}{% set answer = 5 %}{{ answer }}{% endwith %}{{ answer }}
{% if true %}{{ answer }}{% set answer = 5 %}{{ answer }}{% endif %}{{ answer }}
{% macro m() %}{{ answer }}{% set answer = 5 %}{{ answer }}{% endmacro %}{{ m() }}{{ answer }}
{% macro m(a=answer) %}{{ a }}{% endmacro %}{% set answer = 3 %}{{ m() }}
{% for i in [1] %}{% for j in [1,2] %}{{ z is defined }}{% endfor %}{% set z = 1 %}{% endfor %}
{% for i in [1,2] %}{% if i == 2 %}{{ answer }}{% endif %}{% set answer = i %}{% endfor %}
{% set y = 0 %}{% for i in [1,2] %}{% if i == 2 %}{% set y = 7 %}{% endif %}{{ y }}{% endfor %}{{ y }}
{% filter upper %}{% set q = 1 %}{{ q }}{% endfilter %}{{ q is defined }}
{% set q | length %}abc{% endset %}{{ q }}
{% set q | upper %}abc{% endset %}{{ q }}
{{ (1, 2)[0] }}|{{ "abc"[1] }}|{{ "äöü"[::-1] }}|{{ "😀x"|length }}|{{ "😀x"[1] }}|{{ question|list|length }}
"""

CHATS = """
{% for m in messages %}<|{{ m.role }}|>{{ m['content'] | trim }}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}
{%- for m in messages %}{%- if m.role == 'assistant' %}{% generation %}{{ m.content }}{% endgeneration %}{%- else %}[{{ m.content }}]{%- endif %}{%- endfor %}
{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{{ messages|length }}
{{ strftime_now('%d %b %Y, %H:%M, %A %j') }}|{{ bos_token }}|{{ missing }}|{{ missing is defined }}
{% for m in messages %}{% if loop.index0 == 1 %}{% continue %}{% endif %}{% if loop.index0 == 3 %}{% break %}{% endif %}{{ m.content }};{% endfor %}
{{ messages | tojson }}|{{ messages[0] | tojson(indent=2) }}|{{ "é<" | tojson }}
{{ messages.append(1) }}
{{ missing + 1 }}
{{ missing ~ "x" }}|{{ 'a' if false }}|{{ missing|length }}|{{ range(3)|list }}
{% for x in [1,2] %}{% break %}{% else %}E{% endfor %}
{% for x in [1,2] %}{% if x == 2 %}{% break %}{% endif %}{{x}}{% else %}E{% endfor %}
{% for x in [1,2] %}{% continue %}{% else %}E{% endfor %}
{% for x in [1,2] %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% else %}E{% endfor %}
{% for x in [1,2] if x > 5 %}{{ x }}{% else %}E{% endfor %}
{% for y in [1,2] %}{% for x in [1,2] %}{% break %}{% else %}{% break %}{% endfor %}o{% endfor %}
{%- set last = messages[-1] -%}{{ last.content.split(' ')|last }}{{ last.get('name', 'nobody') }}
"""


def expected(environment, template, variables):
    try:
        return {"expected": environment(template, variables)}
    except Exception as e:  # Any exception is what is recorded.
        return {"expected": None, "error": f"{type(e).__name__}: {e}"}


def task(template, variables):
    return TASKS.from_string(template).render(**variables)


def main():
    bodies = BODIES.strip().split("\n")
    bodies += [
        "  {% if yes %}\n    in\n  {% endif %}\n end\n",
        "a\n{%- if yes %}\n b\n{%- endif %}\n\nc\n",
        "{{ question }}\r\n{{ answer }}\r\n",
        "{% for c in choices -%}\n {{ c }}\n{%- endfor %}\n",
    ]
    for number, body in enumerate(bodies):
        row = {"id": f"task-{number}", "template": body, "document": DOCUMENT}
        print(json.dumps(row | expected(task, body, DOCUMENT), ensure_ascii=True))
    messages = [
        {"role": "system", "content": "Be brief. "},
        {"role": "user", "content": "Who’s there?"},
        {"role": "assistant", "content": "😀 me"},
        {"role": "user", "content": "Me who"},
    ]
    chats = CHATS.strip().split("\n") + [
        "{% for m in messages %}\n    {% if m.role == 'user' %}\nU: {{ m.content }}\n"
        "    {% else %}\nA: {{ m.content }}\n    {% endif %}\n{% endfor %}\n",
        "{%+ if true %} x {%+ endif %}\n  {% set a = 1 %}\n{{ a }}\n",
    ]
    for number, body in enumerate(chats):
        for some in (messages, messages[1:]):
            variables = {"add_generation_prompt": number % 2 == 0, "bos_token": "<s>"}
            row = {
                "id": f"chat-{number}-{len(some)}",
                "template": body,
                "messages": some,
                "variables": variables,
                "now": NOW.isoformat(),
            }
            print(json.dumps(row | chat(body, some, variables), ensure_ascii=True))


def chat(body, messages, variables):
    class Frozen(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return NOW

    chat_template_utils.datetime = Frozen
    chat_template_utils._compile_jinja_template.cache_clear()
    try:
        rendered, marks = chat_template_utils.render_jinja_template(
            conversations=[messages],
            chat_template=body,
            return_assistant_tokens_mask="generation" in body,
            **variables,
        )
    except Exception as e:  # Any exception is what is recorded.
        return {"expected": None, "error": f"{type(e).__name__}: {e}"}
    return {"expected": rendered[0]} | (
        {"generation": [list(span) for span in marks[0]]} if "generation" in body else {}
    )


if __name__ == "__main__":
    main()
