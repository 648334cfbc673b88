/**
 * How people write a language in letters that are not its own, as data. Nobody publishes such texts, and newcomers send
 * them every day: the training makes them from the texts it has. Where a letter has several spellings one is drawn.
 */
export type Spelling = Readonly<Record<string, readonly string[]>>

function spelling(rows: string): Spelling {
  const pairs = rows.trim().split(/\s+/)
  return Object.fromEntries(pairs.map((pair) => [pair[0] ?? '', pair.slice(2).split('|')]))
}

/** The rows of keys that a hand rests on. */
export const latinKeys = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
export const russianKeys = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю']

/** Russian and Ukrainian on a foreign keyboard. Each person has habits, so one habit is drawn for a whole text. */
export const russianHabits: readonly Spelling[] = [
  'ж=zh х=h ц=c ч=ch ш=sh щ=sh ъ= ы=y ь= э=e ю=yu я=ya ё=yo й=y',
  'ж=zh х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya ё=e й=y',
  'ж=j х=x ц=c ч=4 ш=w щ=w ъ= ы=i ь= э=e ю=u я=ya ё=e й=i',
  'ж=zh х=h ц=ts ч=ch ш=sh щ=sch ъ= ы=i ь= э=e ю=ju я=ja ё=jo й=j',
  'ж=zh х=h ц=c ч=4 ш=6 щ=6 ъ= ы=i ь= э=e ю=yu я=ya ё=e й=i',
  'ж=ž х=h ц=c ч=č ш=š щ=šč ъ= ы=i ь= э=e ю=ju я=ja ё=jo й=j',
  "ж=zh х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь=' э=e ю=iu я=ia ё=e й=i",
].map((letters) =>
  spelling(
    `а=a б=b в=v г=g д=d е=e з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f і=i ї=yi|ji є=ye|je ґ=g ${letters}`,
  ),
)

/** Uzbek has two alphabets; longest groups first. */
export const uzbekToCyrillic: readonly (readonly [string, string])[] = [
  ["o'", 'ў'],
  ["g'", 'ғ'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['yo', 'ё'],
  ['yu', 'ю'],
  ['ya', 'я'],
  ['ye', 'е'],
  ["'", 'ъ'],
  ...[...'abvgdejziyklmnoprstufxqh'].map((latin, i): [string, string] => [latin, 'абвгдежзийклмнопрстуфхқҳ'[i] ?? '']),
]

/** Letters that a Russian keyboard has not: Kazakh, Kyrgyz, Tajik, Uzbek and Ukrainian are typed without them, too. */
export const russianKeyboard = spelling('қ=к ғ=г ҳ=х ў=у ӣ=и ӯ=у ҷ=ч|дж ә=а ө=о ү=у ұ=у ң=н һ=х і=и ї=и є=е ґ=г')

/** Arabic letters as other keyboards of the same script have them. */
export const arabicKeyboards: readonly Spelling[] = [
  'ی=ي ک=ك ہ=ه ھ=ه ە=ه ے=ي',
  'ي=ی ك=ک ة=ه أ=ا إ=ا آ=ا ى=ی',
  'أ=ا إ=ا آ=ا ة=ه ى=ي ئ=ي ؤ=و',
  'گ=ك|ک چ=ج پ=ب ژ=ز ڤ=ف ۆ=و ێ=ی ڕ=ر ڵ=ل ټ=ت ډ=د ړ=ر ځ=خ څ=ح ښ=ش ږ=ژ ڼ=ن ې=ی ۍ=ی ں=ن ٹ=ت ڈ=د ڑ=ر',
].map(spelling)

/** The Indic scripts share one plan: a letter's place in its block names its sound. Offsets in hexadecimal. */
export const indicConsonants = spellingByOffset(
  '15=k 16=kh 17=g 18=gh 19=n 1a=ch 1b=chh|ch 1c=j 1d=jh 1e=n 1f=t 20=th 21=d 22=dh 23=n 24=t 25=th 26=d 27=dh 28=n 29=n ' +
    '2a=p 2b=ph|f 2c=b 2d=bh 2e=m 2f=y 30=r 31=r 32=l 33=l 34=zh 35=v|w 36=sh 37=sh 38=s 39=h 58=q|k 59=kh 5a=g 5b=z 5c=r|d ' +
    '5d=rh 5e=f 5f=y',
)
export const indicVowels = spellingByOffset(
  '05=a 06=aa|a|a 07=i 08=ee|i 09=u 0a=oo|u 0b=ri 0e=e 0f=e 10=ai 12=o 13=o 14=au 3e=aa|a|a|a 3f=i 40=ee|i|i 41=u 42=oo|u|u ' +
    '43=ri 46=e 47=e 48=ai 4a=o 4b=o 4c=au 01=n 02=n 03=h 70=n',
)

function spellingByOffset(rows: string): ReadonlyMap<number, readonly string[]> {
  return new Map(
    rows.split(/\s+/).map((pair): [number, readonly string[]] => {
      const [offset = '', spelled = ''] = pair.split('=')
      return [Number.parseInt(offset, 16), spelled.split('|')]
    }),
  )
}

/** Punjabi of Pakistan is written in Arabic letters: the same words as in Gurmukhi, by their place in the block. */
export const gurmukhiToShahmukhi = spellingByOffset(
  '15=ک 16=کھ 17=گ 18=گھ 19=ن 1a=چ 1b=چھ 1c=ج 1d=جھ 1e=ن 1f=ٹ 20=ٹھ 21=ڈ 22=ڈھ 23=ن 24=ت 25=تھ 26=د 27=دھ 28=ن 2a=پ 2b=پھ ' +
    '2c=ب 2d=بھ 2e=م 2f=ی 30=ر 32=ل 33=ل 35=و 36=ش 38=س 39=ہ 59=خ 5a=غ 5b=ز 5c=ڑ 5e=ف 05=ا 06=آ 07=ا 08=ای 09=ا 0a=او 0f=اے ' +
    '10=اے 13=او 14=او 3e=ا 3f= 40=ی 41= 42=و 47=ی 48=ی 4b=و 4c=و 02=ں 70=ن 71= 3c= 01=ں 03=',
)

/** Sounds of Arabic letters: what stays when Urdu, Persian or Arabic is typed in Latin letters. */
export const urduSounds = spelling(
  'ب=b پ=p ت=t ٹ=t ث=s ج=j چ=ch ح=h خ=kh د=d ڈ=d ذ=z ر=r ڑ=r|d ز=z ژ=z س=s ش=sh ص=s ض=z ط=t ظ=z ع= غ=gh ف=f ق=q|k ک=k گ=g ' +
    'ل=l م=m ن=n ں=n ہ=h ھ=h ة=t ا=a آ=aa|a و=o|w|u ی=i|y ے=e ئ= ؤ=o ء=',
)
export const persianSounds = spelling(
  'ب=b پ=p ت=t ث=s ج=j چ=ch ح=h خ=kh د=d ذ=z ر=r ز=z ژ=zh س=s ش=sh ص=s ض=z ط=t ظ=z ع=|a غ=gh ف=f ق=gh|q ک=k گ=g ل=l م=m ن=n ' +
    'ه=h ا=a آ=a|aa و=o|u|v ی=i|y ئ=e أ=a ء=',
)
export const arabicSounds = spelling(
  "ب=b ت=t ث=th|s ج=j|g ح=7|h خ=5|kh|7' د=d ذ=th|z ر=r ز=z س=s ش=sh|ch ص=s|9 ض=d ط=t|6 ظ=z ع=3|a غ=gh|8 ف=f ق=q|2|k ك=k ل=l م=m " +
    'ن=n ه=h ة=a|eh|e ا=a أ=a|2a إ=i|e آ=a ى=a و=w|o|ou|u ي=y|i|ee ئ=2|e ؤ=2o|o ء=2|',
)

/** Frequent words of Persian as Iranians and Afghans type them in Latin letters: the short vowels are not written down. */
export const persianWords = spellingOfWords(`
من=man|man و=va|wa|o به=be|ba در=dar|to از=az که=ke|ki این=in آن=an|on|un با=ba را=ra|ro|o برای=baraye|baray|bara است=ast|e|ast هست=hast
هستم=hastam استم=astam|hastam نیست=nist نیستم=nistam هستند=hastan|hastand شما=shoma ما=ma تو=to او=u|oo آنها=anha|onha یک=yek|yak|ye هم=ham
چه=che|chi چی=chi چطور=chetor|chetori|chitor کجا=koja|kuja چرا=chera|chira کی=key|ki|kai چند=chand کمک=komak|komak|kumak سلام=salam|salaam
خوب=khob|khub|khoob لطفا=lotfan|lutfan ممنون=mamnun|mamnoon تشکر=tashakor|tashakur مرسی=mersi بله=bale نه=na می=mi|me باید=bayad شاید=shayad
میخواهم=mikham|mikhaham|mekhaham|mikhaam میخوام=mikham دارم=daram ندارم=nadaram دارد=dare|darad کار=kar|kaar خانه=khane|khana|khone پول=pool|pul
روز=rooz|ruz شب=shab سال=sal ماه=mah مردم=mardom|mardum کشور=keshvar|keshwar زبان=zaban دکتر=doktor|doctor داکتر=daktar مدرسه=madrese مکتب=maktab
زندگی=zendegi|zendagi بیمار=bimar|bemar بیماری=bimari|bemari دست=dast بعد=baad|bad قبل=ghabl|qabl همه=hame|hama هیچ=hich اگر=agar|age|aga یا=ya تا=ta
ولی=vali|wali اما=ama|amma پس=pas فقط=faghat|faqat خیلی=kheili|kheyli|khaili بسیار=besyar|bisyar بود=bud|bood|bod شد=shod|shud شود=shavad|mishe
کند=konad|kone|kunad کرد=kard کرده=karde|karda شده=shode|shuda کنید=konid|kunid|konin کنم=konam|kunam بروم=beram|boram|berawam گفت=goft|guft دیگر=digar|dige
نمی=nemi|name خود=khod|khud ویزا=viza|visa پاسپورت=pasport|passport اقامت=eghamat|eqamat پناهندگی=panahandegi خانواده=khanevade|khanawada|khanevadeh بچه=bache|bacha
افغانستان=afghanestan|afghanistan ایران=iran زن=zan مرد=mard شوهر=shohar دختر=dokhtar|dukhtar پسر=pesar|pisar مادر=madar پدر=pedar|padar آب=ab|aab
`)

/** Frequent words of Arabic as people chat them in Latin letters. */
export const arabicWords = spellingOfWords(`
في=fi|fe|bi من=men|mn|min على=3ala|ala|3la إلى=ila|la|ela أن=an|enno هذا=hada|haza|hatha هذه=hadi|hay|hathi ما=ma لا=la هل=hal أنا=ana انا=ana
أنت=enta|inta|enti هو=howe|huwa|howa هي=hiye|hiya نحن=ne7na|nehna|e7na هم=homme|hom كان=kan كانت=kanet|kanat كل=kol|kull مع=ma3|maa عن=3an|an
بعد=ba3d|baad قبل=abel|qabl|2abl أو=aw لكن=bas|laken|lakin كيف=kif|keef|kaif متى=emta|mata أين=wen|wein|fen|ayna ماذا=shu|shou|eish|matha لماذا=lesh|leish|limatha
نعم=na3am|aywa|naam شكرا=shukran|shokran|chokran مرحبا=mar7aba|marhaba السلام=salam|assalamu عليكم=3alaykum|alaikum|3alikom الله=allah|alla يوم=yom|youm سنة=sane|sana
بيت=beit|bet عمل=3amal|amal|shoghol طبيب=tabib|doktor مدرسة=madrase|madrasa مساعدة=mosa3ade|musa3ada|musaada عندي=3andi|andi أريد=areed|biddi|baddi|urid
الذي=elli|illi التي=elli|allati التى=elli كما=kama حتى=7atta|hatta إذا=iza|eza|itha تم=tam قد=qad يمكن=yimken|yumkin|mumkin يكون=ykoun|yakun غير=gher|ghayr
ذلك=zalek|thalik بين=ben|bein الناس=ennas|alnas العربية=el3arabi|al3arabiya
`)

function spellingOfWords(rows: string): Spelling {
  const pairs = rows.trim().split(/\s+/)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [word = '', spelled = ''] = pair.split('=')
      return [word, spelled.split('|')]
    }),
  )
}

/** Tajik is Persian with its vowels written; long ones doubled, so that they can be told from short ones. */
export const tajikInLatin = spelling(
  'а=a б=b в=v г=g ғ=gh д=d е=e ё=yaa ж=zh з=z и=i й=y ӣ=ee к=k қ=gh л=l м=m н=n о=aa п=p р=r с=s т=t у=u ӯ=oo ф=f х=kh ҳ=h ' +
    'ч=ch ҷ=j ш=sh ъ= э=e ю=yu я=ya',
)
