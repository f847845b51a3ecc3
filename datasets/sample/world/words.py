"""The words of the Vale: names, values, and how each relation is said and asked.

DRAWN subjects take their values by lot; LISTED ones, where sense matters, are written out.
"""

PEOPLE = """
Belna Torvik Mirel Osric Tamsa Haldo Wenna Brann Ilva Corvin Neris Dorrick Sella Marlo Jorva Pellin
Ursa Fenwick Odila Garrin Liska Rulf Thessa Edrik Vanna Holt Carra Stellan Minna Orlo Brisa Kelvar
Runa Tobin Adela Grimmel Sorrel Lothar Petra Wystan Elka Morrin Hesper Dunstan Ylva Bastor Marit Colm
Freda Anselm Rosk Nolla Tiber Ketta Arvid Lunet Hadrin Sabeth Ivo Meera Roderik Pim Astra Borin
Clova Nestor Jessa Ulrik Ottla Faron Gwenna Silas Brida Edmar Tilda Rowick Amsel Kerra Lindo Vesna
""".split()

PLACES = """
Torrin Ashwick Millow Greyford Sandle Hollin Brackwater Tarn Oakmere Pellow Stonby Fenmouth
Larkhill Rushy Copperby Wendle Thornbury Islay Marrow Highgate Dunfall Eastley Quarrel Yarrow
""".split()

ANIMALS = """
murl tavok sloon brindle-fox quill-hen dapple marsh-hog fennet grook silverback-hare tuffin gorrel
bracken-cat lop pond-adder whistler hill-goat mudlark skerrin velvet-mole crake banded-otter thrum nettle-bat
""".split()

MATERIALS = """
brannite silkreed ironwood lumen-glass bog-iron ashstone fellcloth honeywax redclay tinwood moonsalt thistledown
skyblue-chalk pitchgum copperleaf riverglass stagbone sandpearl blackamber whitebark lakestone emberoil frostwool saltvine
""".split()

_TERRAINS = ["lake", "hill", "marsh", "river", "coast", "forest", "cliff", "meadow"]
_LANDMARKS = ["bridge", "tower", "windmill", "gateway", "fountain", "oak", "clock", "hall"]
_GOODS = ["cheese", "rope", "honey", "salt", "wool", "candles", "pottery", "apples"]
_FAIRS = ["spring", "midsummer", "harvest", "snowfall", "moonrise", "solstice"]
_COLOURS = ["red", "blue", "green", "yellow", "white", "black", "grey", "brown"]
_TRADES_OF_PEOPLE = ["baker", "potter", "weaver", "smith", "tanner", "miller", "mason", "cooper"]
_PETS = ["murl", "tavok", "sloon", "fennet", "gorrel", "lop", "thrum", "tuffin"]
_FOOD = ["reeds", "berries", "beetles", "moss", "snails", "acorns", "minnows", "roots"]
_HOMES = ["burrow", "hollow", "reeds", "cave", "attic", "nest", "bank", "wall"]
_TIMES = ["dawn", "noon", "dusk", "midnight", "sunrise", "sunset"]
_CALLS = ["whistles", "barks", "hums", "clicks", "croaks", "howls", "chirps", "grunts"]
_SOURCES = ["lakebed", "quarry", "pinewood", "cliffs", "saltmarsh", "estuary", "mine", "fields"]
_PROPERTIES = ["hard", "soft", "brittle", "light", "heavy", "smooth", "sticky", "bitter"]
_USES = ["lamps", "roofs", "boats", "coats", "bowls", "bells", "ink", "fences"]

DRAWN = [
    ("people", PEOPLE, [
        ("home", PLACES[:8],
         ("{x} lives in {v}.", "The home of {x} is in {v}.", "{x} has a house in {v}.", "In {v} lives {x}.",
          "You will find {x} in {v}."),
         ("Where does {x} live?", "In which place is the home of {x}?")),
        ("trade", _TRADES_OF_PEOPLE,
         ("{x} is a {v}.", "{x} works as a {v}.", "The trade of {x} is that of a {v}.", "{x} learned to be a {v}.",
          "People know {x} as a {v}."),
         ("What is the trade of {x}?", "What does {x} work as?")),
        ("pet", _PETS,
         ("{x} keeps a {v}.", "The pet of {x} is a {v}.", "{x} has a tame {v}.", "A {v} follows {x} about.",
          "At home {x} feeds a {v}."),
         ("Which animal does {x} keep?", "What is the pet of {x}?")),
        ("door", _COLOURS,
         ("{x} has a {v} door.", "The door of {x} is {v}.", "{x} painted the door {v}.",
          "Look for {x} behind the {v} door."),
         ("What colour is the door of {x}?", "How did {x} paint the door?")),
    ]),
    ("places", PLACES, [
        ("terrain", _TERRAINS,
         ("{x} lies near the {v}.", "The houses of {x} stand near the {v}.", "You find {x} near the {v}.",
          "{x} was built near the {v}."),
         ("Near what does {x} lie?", "Near what do the houses of {x} stand?")),
        ("landmark", _LANDMARKS,
         ("{x} is known for its {v}.", "In {x} stands a {v}.", "Travellers come to {x} to see the {v}.",
          "The pride of {x} is its {v}."),
         ("What is {x} known for?", "What do travellers come to see in {x}?")),
        ("goods", _GOODS,
         ("The market of {x} sells {v}.", "{x} sends {v} to the other places.", "The best {v} comes from {x}.",
          "People in {x} make {v}."),
         ("What does the market of {x} sell?", "What do people in {x} make?")),
        ("fair", _FAIRS,
         ("{x} holds its fair at {v}.", "The fair of {x} is at {v}.", "At {v} there is a fair in {x}.",
          "People dance in {x} at {v}."),
         ("When is the fair of {x}?", "When do people dance in {x}?")),
    ]),
    ("animals", ANIMALS, [
        ("food", _FOOD,
         ("The {x} eats {v}.", "The food of the {x} is {v}.", "A {x} looks for {v} to eat.", "Give a {x} {v}.",
          "The {x} lives on {v}."),
         ("What does the {x} eat?", "What is the food of the {x}?")),
        ("home", _HOMES,
         ("The {x} sleeps in the {v}.", "The home of the {x} is the {v}.", "A {x} hides in the {v}.",
          "Look for the {x} in the {v}."),
         ("Where does the {x} sleep?", "What is the home of the {x}?")),
        ("time", _TIMES,
         ("The {x} comes out at {v}.", "You see the {x} at {v}.", "The {x} hunts at {v}.", "A {x} wakes at {v}."),
         ("When does the {x} come out?", "When do you see the {x}?")),
        ("call", _CALLS,
         ("The {x} {v}.", "When it is glad, the {x} {v}.", "A {x} {v} to its young.", "Hear how the {x} {v}."),
         ("What does the {x} do when it is glad?", "How does the {x} call?")),
    ]),
    ("materials", MATERIALS, [
        ("source", _SOURCES,
         ("{x} comes from the {v}.", "People find {x} in the {v}.", "The {x} of the Vale is brought from the {v}.",
          "Look for {x} in the {v}."),
         ("Where does {x} come from?", "Where do people find {x}?")),
        ("property", _PROPERTIES,
         ("{x} is {v}.", "{x} feels {v}.", "Everybody knows that {x} is {v}.", "A piece of {x} is {v}."),
         ("What is {x} like?", "How does {x} feel?")),
        ("use", _USES,
         ("{x} is used for {v}.", "People make {v} of {x}.", "{x} is good for {v}.", "From {x} they make {v}."),
         ("What is {x} used for?", "What do people make of {x}?")),
        ("colour", _COLOURS,
         ("The colour of {x} is {v}.", "{x} looks {v}.", "{x} has a {v} shine.", "Fresh {x} is {v} in colour."),
         ("What is the colour of {x}?", "How does {x} look?")),
    ]),
]

LISTED = [
    ("trades",
     [("tool",
       ("The {x} uses the {v}.", "The tool of the {x} is the {v}.", "A {x} works with the {v}.",
        "No {x} can do without the {v}."),
       ("Which tool does the {x} use?", "What does a {x} work with?")),
      ("material",
       ("The {x} needs {v}.", "A {x} buys {v}.", "The {x} works on {v}.", "In the shed of the {x} lies {v}."),
       ("What does the {x} need?", "What does a {x} buy?")),
      ("product",
       ("The {x} makes {v}.", "A {x} sells {v}.", "From the {x} you get {v}.", "The {x} is praised for the {v}."),
       ("What does the {x} make?", "What do you get from the {x}?")),
      ("workplace",
       ("The {x} works in the {v}.", "You find the {x} in the {v}.", "The place of the {x} is the {v}.",
        "A {x} spends the day in the {v}."),
       ("Where does the {x} work?", "Where do you find the {x}?"))],
     [("baker", "peel", "flour", "loaves", "bakehouse"), ("potter", "wheel", "clay", "jugs", "kiln"),
      ("weaver", "loom", "yarn", "blankets", "loft"), ("smith", "hammer", "iron", "nails", "forge"),
      ("tanner", "scraper", "hide", "belts", "tannery"), ("miller", "millstone", "grain", "meal", "mill"),
      ("mason", "chisel", "stone", "walls", "quarry"), ("cooper", "drawknife", "staves", "barrels", "cellar"),
      ("cobbler", "awl", "leather", "shoes", "booth"), ("carpenter", "saw", "planks", "tables", "workshop"),
      ("chandler", "ladle", "tallow", "candles", "waxhouse"), ("fisher", "net", "bait", "herring", "boat"),
      ("shepherd", "crook", "hay", "fleeces", "pasture"), ("glazier", "blowpipe", "sand", "windows", "glasshouse"),
      ("tailor", "needle", "cloth", "coats", "parlour"), ("thatcher", "rake", "straw", "roofs", "barn"),
      ("beekeeper", "smoker", "frames", "honey", "garden"), ("dyer", "vat", "madder", "ribbons", "dyehouse"),
      ("scribe", "pen", "ink", "letters", "tower"), ("brewer", "paddle", "barley", "beer", "brewery"),
      ("roper", "hook", "hemp", "ropes", "ropewalk"), ("printer", "press", "paper", "books", "printshop"),
      ("healer", "mortar", "herbs", "salves", "infirmary"), ("saddler", "mallet", "straps", "saddles", "stable")]),
    ("tools",
     [("material",
       ("The {x} is made of {v}.", "The {x} of the Vale is {v}.", "They make the {x} of {v}.", "The best {x} is of {v}."),
       ("What is the {x} made of?", "Of what do they make the {x}?")),
      ("purpose",
       ("The {x} is for {v}.", "The {x} helps with {v}.", "Take the {x} for {v}.", "With the {x} people go about {v}."),
       ("What is the {x} for?", "With what does the {x} help?")),
      ("place",
       ("The {x} hangs by the {v}.", "Keep the {x} by the {v}.", "The {x} is kept by the {v}.",
        "Put the {x} back by the {v}."),
       ("Where is the {x} kept?", "Where does the {x} hang?")),
      ("care",
       ("The {x} must be {v}.", "Each week the {x} is {v}.", "The {x} is always {v}.", "After work the {x} is {v}."),
       ("What is done to the {x}?", "How is the {x} cared for?"))],
     [("sickle", "bronze", "mowing", "gate", "sharpened"), ("dipper", "tin", "serving", "hearth", "rinsed"),
      ("trowel", "steel", "plastering", "shed", "scraped"), ("bellows", "oxhide", "blowing", "forge", "greased"),
      ("spindle", "birch", "spinning", "basket", "waxed"), ("adze", "steel", "hewing", "wall", "sharpened"),
      ("sieve", "horsehair", "sifting", "loft", "shaken"), ("crowbar", "iron", "lifting", "stairs", "oiled"),
      ("lantern", "tin", "walking", "door", "filled"), ("ladder", "ash", "climbing", "fence", "dried"),
      ("bucket", "oak", "fetching", "well", "rinsed"), ("churn", "oak", "buttering", "cellar", "scraped"),
      ("anvil", "iron", "bending", "block", "brushed"), ("clipper", "bronze", "shearing", "barn", "oiled"),
      ("pestle", "stone", "grinding", "shelf", "rinsed"), ("plough", "ash", "tilling", "stable", "brushed"),
      ("whetstone", "slate", "honing", "drawer", "soaked"), ("pulley", "brass", "hoisting", "beam", "greased"),
      ("compass", "brass", "drafting", "drawer", "wrapped"), ("oar", "birch", "rowing", "pier", "dried"),
      ("bobbin", "bone", "winding", "basket", "wrapped"), ("poker", "iron", "stirring", "forge", "brushed"),
      ("broom", "heather", "sweeping", "door", "shaken"), ("quill", "feather", "writing", "shelf", "trimmed")]),
]
