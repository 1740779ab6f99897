#!/usr/bin/env python3
"""feeds.py FOLDER SOURCES ENTRIES [SEED]: feeds to measure with, the same for the same numbers.

Each source speaks one of six languages; an entry has about 2 kB of HTML. Words are frequent as in real text (few of them
make up most of it, most of them are rare), so that what packs and indexes them has as much to do as with real news. Every
third entry has the word RARE_THIRD in its text, every thousandth RARE_THOUSANDTH."""
import bisect, datetime, email.utils, html, itertools, os, random, sys

RARE_THIRD, RARE_THOUSANDTH = "zanzibar", "quetzalcoatl"
NEWEST = 1767225600  # 2026-01-01; feeds end here
MINUTES_BETWEEN = 47

# Beginnings, stems and ends of words; what they make together is a vocabulary of some ten thousand forms a language.
LANGUAGES = {
    "ar": (["", "ال", "وال", "بال", "لل", "و", "ف", "ب", "س", "ي", "ت"],
           "كتب درس علم عمل سفر خبر بحر نهر جبل بيت سوق طريق مدرس جامع شارع مطر شمس قمر ليل نهار صباح مساء حكوم وزار رئيس مجلس "
           "قرار اقتصاد تجار صناع زراع مزرع نخل زيتون قمح خبز ماء هواء نار حجر رمل صحراء واح قافل ميناء سفين صياد شبك سمك طبيب "
           "مستشف دواء مريض شفاء لاعب مباراة ملعب هدف فريق كاتب شاعر قصيد رواي لوح رسام مسرح موسيق عود طبل رقص عرس ضيف قهو شاي "
           "سكر ملح زعفران فلفل تمر عسل لبن جبن رياح غيوم برق رعد ثلج ربيع خريف شتاء صيف مهندس جسر قطار محط مطار طائر سيار حافل"
           .split(), ["", "ة", "ات", "ون", "ين", "ها", "هم", "نا", "ي", "ان", "ا", "ية", "يات"],
           "في من على إلى عن أن هذا هذه التي الذي كان قد لا ما بعد قبل مع بين كل عند حتى لم ثم أو منذ خلال".split()),
    "fa": (["", "", "می", "نمی", "بی", "هم", "پیش", "باز", "کار", "دست"],
           "خانه کتاب دریا کوه شهر روستا بازار باغ درخت گل نان آب آتش باد خاک سنگ راه پل رود دشت کویر باران برف بهار تابستان پاییز "
           "زمستان معلم شاگرد دانشگاه پزشک بیمار دارو نویسنده شاعر داستان نقاش ساز آواز نمایش بازیگر ورزش میدان تیم داور کشاورز "
           "گندم برنج زعفران پسته انار انگور سیب چای قند عسل پنیر ماست کارگر کارخانه ماشین قطار فرودگاه کشتی بندر ماهی صیاد وزیر "
           "مجلس رای قانون دادگاه بانک پول قیمت سرمایه پژوهش ستاره ماه خورشید آسمان ابر پرنده گربه اسب شتر گوسفند چوپان سفال گلیم"
           .split(), ["", "ها", "های", "ی", "ان", "تر", "ترین", "مان", "شان", "گاه", "دار", "\u200cها", "\u200cای"],
           "و در به از که این آن را با برای است شد کرد هم تا یک بر هر خود اما اگر نیز پس پیش روی دیگر بود باید".split()),
    "ur": (["", "", "بے", "نا", "ہم", "پیش", "خوش", "بد", "کم", "سر"],
           "گھر کتاب سمندر پہاڑ شہر گاؤں بازار باغ درخت پھول روٹی پانی آگ ہوا مٹی پتھر راستہ پل دریا میدان صحرا بارش برف بہار گرمی "
           "خزاں سردی استاد شاگرد ڈاکٹر مریض دوا شاعر کہانی مصور ساز گیت تماشا کھلاڑی ٹیم کسان گندم چاول آم انار چائے شکر شہد "
           "دودھ مزدور کارخانہ گاڑی ریل ہوائی جہاز بندرگاہ مچھلی وزیر قانون عدالت بینک رقم قیمت تحقیق ستارہ چاند سورج آسمان بادل "
           "پرندہ گھوڑا اونٹ بکری ٹوکری قالین مٹکا چراغ کھڑکی دروازہ چھت دیوار کنواں نہر کشتی جال لکڑی لوہا سونا چاندی".split(),
           ["", "وں", "یں", "ی", "ے", "دار", "گاہ", "کار", "مند", "انہ", "یت"],
           "اور میں کے کی کا کو سے نے پر یہ وہ ہے ہیں تھا تھی بھی جو ایک اس ان تک کر ہو گیا گئی لیے ساتھ بعد پھر".split()),
    "he": (["", "ה", "ב", "ל", "מ", "ו", "ש", "כ", "וה", "שב", "מה"],
           "בית ספר ים הר עיר כפר שוק גן עץ פרח לחם מים אש רוח אדמה אבן דרך גשר נהר מישור מדבר גשם שלג אביב קיץ סתיו חורף מורה "
           "תלמיד רופא חולה תרופה סופר משורר סיפור צייר כינור שיר הצגה שחקן קבוצה שופט איכר חיטה אורז זית רימון ענב תפוח תה סוכר "
           "דבש גבינה פועל מפעל מכונית רכבת מטוס אוניה נמל דג רשת שר חוק משפט בנק כסף מחיר מחקר כוכב ירח שמש ענן ציפור סוס גמל "
           "כבש סל שטיח כד נר חלון דלת גג קיר באר תעלה ברזל זהב כסא שולחן מפתח מכתב עיתון ידיעה כתב מצלמה תמונה".split(),
           ["", "ים", "ות", "י", "נו", "הם", "ה", "ית", "ון", "יים", "תי"],
           "של על את לא זה היא הוא גם אבל כי אם עם כל מן אל היה יש אין או רק עוד אחרי לפני בין כמו אשר".split()),
    "fr": (["", "", "", "re", "dé", "pré", "sur", "sous", "inter", "contre"],
           "port mont ville marché jardin arbre fleur pain rivière chemin pierre sable désert pluie neige soleil lune nuage oiseau "
           "cheval mouton berger panier tapis lampe fenêtre porte toit mur puits canal bateau filet pêche marin vague école élève "
           "livre conte peintre violon chanson théâtre acteur équipe stade juge paysan blé olive raisin pomme miel fromage usine "
           "moteur train gare avion voyage lettre journal nouvelle image ministre conseil loi tribunal banque prix impôt étoile "
           "cherche trouve marche parle garde donne montre ouvre forme porteur vent orage récolte atelier tuile moulin phare".split(),
           ["", "s", "e", "es", "er", "ait", "ant", "ement", "eur", "euse", "ion", "able", "ier"],
           "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec été ont mais "
           "elle comme aux son où après entre deux sans cette".split()),
    "en": (["", "", "", "re", "un", "over", "out", "under", "fore", "mis"],
           "harbour hill town market garden tree flower bread river road stone sand desert rain snow sun moon cloud bird horse "
           "sheep herd basket carpet lamp window door roof wall well canal boat net fish sail wave school pupil book tale paint "
           "fiddle song play act team field judge farm wheat olive grape apple honey cheese mill engine train station plane "
           "travel letter paper news picture minister council law court bank price tax star seek find walk talk keep give show "
           "open shape bear wind storm crop work tile light watch clock bridge ferry island coast cliff cave pine oak reed".split(),
           ["", "s", "ed", "ing", "er", "ers", "ly", "ful", "less", "ness", "ment", "able", "ward"],
           "the of and to in a is that for it was on are as with his they at be this from have or by one had not but what all "
           "were when we there can an your which their said if do will".split()),
}
CYCLE = ("ar", "fa", "en", "he", "ur", "fr", "ar", "en")  # which language a source speaks


class Vocabulary:
    """Words of one language; `words` draws them as often as real text has them (Zipf's law)."""
    def __init__(self, language):
        starts, stems, ends, common = LANGUAGES[language]
        chance = random.Random(language)
        rare = [start + stem + end for start in starts for stem in stems for end in ends]
        chance.shuffle(rare)
        rare = list(dict.fromkeys(rare))
        self.forms = common + rare
        weights = [1.0 / (rank + 2.7) for rank in range(len(self.forms))]
        self.cumulated = list(itertools.accumulate(weights))

    def words(self, chance, count):
        total = self.cumulated[-1]
        return [self.forms[bisect.bisect(self.cumulated, chance.random() * total)] for _ in range(count)]


class Writer:
    """Entries of one language. Sentences are made once; an entry is an own choice out of them, as a draw a word would take
    longer than all that is measured."""
    SENTENCES = 6000

    def __init__(self, language, seed):
        self.language = language
        self.chance = chance = random.Random("%s %s" % (language, seed))
        vocabulary = Vocabulary(language)
        self.stop = "۔" if language == "ur" else "."
        self.comma = "،" if language in ("ar", "fa", "ur") else ","
        self.sentences = [self.sentence(vocabulary.words(chance, chance.randint(7, 19))) for _ in range(self.SENTENCES)]
        self.titles = [" ".join(vocabulary.words(chance, chance.randint(4, 8))) for _ in range(self.SENTENCES)]
        self.words = vocabulary.words(chance, self.SENTENCES)

    def sentence(self, words):
        if self.chance.random() < 0.4:
            words[len(words) // 2] += self.comma
        if self.chance.random() < 0.15:
            words[-1] = str(self.chance.randint(2, 9999))
        return " ".join(words) + self.stop + " "

    def title(self, chance):
        return chance.choice(self.titles) + " " + chance.choice(self.words) + " " + chance.choice(self.words)

    def content(self, chance, number, address):
        size = 1600 if self.language in ("fr", "en") else 900  # letters of one byte, of two
        parts, length = [], 0
        while length < size:
            text = "".join(chance.choices(self.sentences, k=3))
            kind = chance.random()
            if kind < 0.72:
                part = "<p>%s</p>\n" % text
            elif kind < 0.84:
                part = '<p>%s<a href="%s/about/%d">%s</a>. <em>%s</em></p>\n' % (
                    text, address, chance.randint(1, 99999), chance.choice(self.titles), chance.choice(self.words))
            elif kind < 0.94:
                part = "<ul><li>%s</li><li>%s</li></ul>\n" % (text, chance.choice(self.titles))
            else:
                part = '<figure><img src="%s/images/%d.jpg" alt="%s"></figure><blockquote>%s</blockquote>\n' % (
                    address, chance.randint(1, 99999), chance.choice(self.words), text)
            parts.append(part)
            length += len(part)
        if number % 3 == 0:
            parts.append("<p>%s</p>" % RARE_THIRD)
        if number % 1000 == 0:
            parts.append("<p>%s</p>" % RARE_THOUSANDTH)
        return "".join(parts)


class Feeds:
    """`feed(source, first, count, now)` is the XML of a source with the entries of the numbers [first, first + count)."""
    def __init__(self, seed=0):
        self.seed = seed
        self.writers = {}

    def writer(self, language):
        if language not in self.writers:
            self.writers[language] = Writer(language, self.seed)
        return self.writers[language]

    def feed(self, source, first, count, newest=NEWEST, edition=0):
        language = CYCLE[source % len(CYCLE)]
        writer = self.writer(language)
        address = "https://source%04d.example" % source
        chance = random.Random("title %d %s" % (source, self.seed))
        title = writer.title(chance)
        entries = []
        for number in reversed(range(first, first + count)):
            chance = random.Random("%d %d %s" % (source, number, self.seed))
            published = newest - (first + count - 1 - number) * MINUTES_BETWEEN * 60 - source % 2800
            entry = {"title": writer.title(chance), "link": "%s/news/%d" % (address, number), "published": published,
                     "id": "%s/?p=%d" % (address, number), "author": chance.choice(writer.titles).split()[0],
                     "content": writer.content(chance, source * 7 + number, address)}
            if edition:
                entry["content"] += "<p>(%d)</p>" % edition
            entries.append(entry)
        write = (rss, rss_escaped, rss, atom)[source // len(CYCLE) % 4]
        return write(title, address, language, entries).encode()


def rss_of(title, address, language, entries, content):
    """As weblogs send it."""
    items = "".join(
        '<item>\n<title>%s</title>\n<link>%s</link>\n<comments>%s#comments</comments>\n<guid isPermaLink="false">%s</guid>\n'
        "<dc:creator><![CDATA[%s]]></dc:creator>\n<pubDate>%s</pubDate>\n%s%s\n</item>\n" % (
            html.escape(entry["title"], False), entry["link"], entry["link"], entry["id"], entry["author"],
            email.utils.formatdate(entry["published"], usegmt=True),
            "".join("<category><![CDATA[%s]]></category>\n" % word for word in entry["title"].split()[:2]),
            content(entry["content"])) for entry in entries)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n<title>%s</title>\n<link>%s/</link>\n<language>%s'
            "</language>\n<description>%s</description>\n%s</channel>\n</rss>\n" % (title, address, language, title, items))


def rss(title, address, language, entries):
    return rss_of(title, address, language, entries, "<content:encoded><![CDATA[%s]]></content:encoded>".__mod__)


def rss_escaped(title, address, language, entries):
    return rss_of(title, address, language, entries,
                  lambda content: "<description>%s</description>" % html.escape(content, False))


def atom(title, address, language, entries):
    def date(seconds):
        return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    items = "".join(
        '<entry>\n<title>%s</title>\n<link href="%s"/>\n<id>%s</id>\n<author><name>%s</name></author>\n<published>%s</published>\n'
        '<updated>%s</updated>\n<content type="html">%s</content>\n</entry>\n' % (
            html.escape(entry["title"], False), entry["link"], entry["id"], entry["author"], date(entry["published"]),
            date(entry["published"]), html.escape(entry["content"], False)) for entry in entries)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="%s">\n<title>%s</title>\n'
            '<link href="%s/"/>\n<id>%s/</id>\n<updated>%s</updated>\n%s</feed>\n' % (
                language, title, address, address, date(NEWEST), items))


def name_of(source):
    return "f%04d.xml" % source


def write_feeds(folder, sources, entries, seed=0):
    """Bytes written. What an earlier run left complete is used again."""
    stamp = os.path.join(folder, "complete")
    if not os.path.exists(stamp):
        os.makedirs(folder, exist_ok=True)
        feeds = Feeds(seed)
        for source in range(sources):
            with open(os.path.join(folder, name_of(source)), "wb") as file:
                file.write(feeds.feed(source, 0, entries))
        open(stamp, "w").close()
    return sum(os.path.getsize(os.path.join(folder, name_of(source))) for source in range(sources))


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    print("%d bytes" % write_feeds(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:]))
