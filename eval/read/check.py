"""Quotations of real news through `sayso check`: as they stand, and altered by rule.

    python3 eval/read/check.py [--sayso target/release/sayso] [--index DIR] [--articles N]

Takes 20 direct quotations of allsides-20k (../shared, or where SAYSO_SHARED says), spread evenly over N articles; checks each as it stands, with its
speaker, and altered in one way, each rule in turn: a word negated, a number, a name or another word exchanged, words cut out of the middle, or ascribed
to somebody else. Prints a table, and how many were told apart. Skips, saying so, where the articles are missing. Needs Python 3 and `zstd`.
"""
import argparse, json, os, re, subprocess, sys, tempfile

KINDS = 20
NOT = {"is": "is not", "are": "are not", "was": "was not", "were": "were not", "will": "will not", "can": "can not", "have": "have not",
       "has": "has not", "should": "should not", "would": "would not"}


def negated(words):
    for at, word in enumerate(words):
        if word.lower() in ("not", "never"):
            return words[:at] + words[at + 1:], "negation"
    for at, word in enumerate(words[1:], 1):
        if word in NOT:
            return words[:at] + NOT[word].split() + words[at + 1:], "negation"
    return None


def renumbered(words):
    for at, word in enumerate(words):
        number = re.sub(r"\D", "", word)
        if number and re.fullmatch(r"\W*\$?\d[\d,.]*%?\W*", word):
            return words[:at] + [word.replace(word.strip("$%.,;:“”\"'"), str(int(number) + 7))] + words[at + 1:], "number"
    return None


def renamed(words):
    for at, word in enumerate(words[2:], 2):
        before = words[at - 1]
        if re.fullmatch(r"[A-Z][a-z]{3,}", word) and before[-1].isalnum():
            return words[:at] + ["Zandovia"] + words[at + 1:], "name"
    return None


def reworded(words):
    for at in range(len(words) // 2, len(words) - 1):
        if re.fullmatch(r"[a-z]{5,}", words[at]) and words[at] not in ("neither", "nobody", "nothing", "never"):
            return words[:at] + ["marmalade"] + words[at + 1:], "wording"
    return None


def cut(words):
    middle = len(words) // 2
    return words[:middle - 1] + words[middle + 1:], None


def run(sayso, index, *arguments):
    done = subprocess.run([sayso, *arguments, "--index", index, "--json"], capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def indexed(sayso, articles, folder):
    shared = os.environ.get("SAYSO_SHARED", os.path.join(os.path.dirname(__file__), "../../../shared"))
    dump = os.path.join(shared, "corpora/allsides-20k.jsonl.zst")
    if not os.path.exists(dump):
        sys.exit(f"skipped, because {dump} is not there")
    text = subprocess.Popen(["zstd", "-dc", dump], stdout=subprocess.PIPE)
    lines = [next(text.stdout) for _ in range(articles)]
    text.kill()
    path = os.path.join(folder, "news.jsonl")
    open(path, "wb").writelines(lines)
    subprocess.run([sayso, "index", path, "--index", os.path.join(folder, "index")], check=True, capture_output=True)
    return os.path.join(folder, "index")


def chosen(rows):
    """Long enough, named, one stretch of text; spread evenly."""
    def fits(row):
        words = row["content"][0]["text"].split()
        name = (row["speaker"] or {}).get("name")
        return len(row["content"]) == 1 and 9 <= len(words) <= 40 and name and row["speaker"]["type"] == "person"
    rows = sorted((row for row in rows if fits(row)), key=lambda row: row["id"])
    return rows


def first(hits, row):
    """The best hit, and whether it is the place that the quotation was taken from or a copy of it."""
    return (hits[0], any(hit["article"]["id"] == row["article"]["id"] for hit in hits)) if hits else (None, False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sayso", default="target/release/sayso")
    parser.add_argument("--index")
    parser.add_argument("--articles", type=int, default=2000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or indexed(given.sayso, given.articles, folder)
        rows = chosen(run(given.sayso, index, "quotes", "--kind", "direct", "--limit", "all"))
        step = max(1, len(rows) // KINDS)
        known = rows[step // 2::step][:KINDS]
        right = {"known": 0, "altered": 0}
        for row in known:
            text, name = row["content"][0]["text"], row["speaker"]["name"]
            hit, there = first(run(given.sayso, index, "check", text, "--speaker", name), row)
            good = bool(hit) and there and hit["verdict"] in ("verbatim", "truncated") and hit["by_asked"] is not False
            right["known"] += good
            print("right" if good else "WRONG", "known", (hit or {}).get("verdict"), (hit or {}).get("by_asked"), "|", text[:110], "|", name, sep="\t")
        rules = [negated, renumbered, renamed, reworded, cut]
        taken = set()
        for turn in range(KINDS):
            rule = rules[turn % len(rules)]
            start = turn * step
            for row in rows[start:] + rows[:start]:
                if row["id"] in taken:
                    continue
                made = rule(row["content"][0]["text"].split())
                if made:
                    break
            else:
                continue
            taken.add(row["id"])
            words, matter = made
            text, name = " ".join(words), row["speaker"]["name"]
            other = next(row2["speaker"]["name"] for row2 in known if row2["speaker"]["name"].split()[-1] != name.split()[-1])
            ascribed = other if turn % 4 == 3 else name
            hit, there = first(run(given.sayso, index, "check", text, "--speaker", ascribed), row)
            matters = [difference["matter"] for difference in (hit or {}).get("differences", [])]
            good = bool(hit) and there and hit["verdict"] == "altered" and (matter is None or matter in matters)
            good = good and hit["by_asked"] == (ascribed == name)
            right["altered"] += good
            print("right" if good else "WRONG", rule.__name__ + ("" if ascribed == name else ", another"), (hit or {}).get("verdict"),
                  (hit or {}).get("by_asked"), matters, "|", text[:110], "|", ascribed, sep="\t")
        print(f"{right['known']} of {len(known)} known and {right['altered']} of {len(taken)} altered told apart")


main()
