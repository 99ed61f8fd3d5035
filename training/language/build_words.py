"""Build `cleancopy/stages/language_words.txt`: the commonest words of each language, and how common they are.

    python training/language/build_words.py

Needs the extra package wordfreq (3.1.1 made the committed file); the same version gives the same bytes.
The words and counts are from wordfreq (Robyn Speer, data under CC BY-SA 4.0), but for the languages in
`OWN_WORDS`, which wordfreq has not, or has not apart: their words were written down for this purpose, the
commonest first, and are given the frequencies that words of that rank have elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

import wordfreq

TARGET = Path(__file__).parents[2] / "pipeline/cleancopy/stages/language_words.txt"
WORDS = 90

# BCP 47 tag by wordfreq's name.
LANGUAGES = {
    "ar": "ar", "bg": "bg", "ca": "ca", "cs": "cs", "da": "da", "de": "de", "en": "en", "es": "es", "fa": "fa",
    "fi": "fi", "fil": "fil", "fr": "fr", "hi": "hi", "hu": "hu", "id": "id", "is": "is", "it": "it", "lt": "lt",
    "lv": "lv", "mk": "mk", "ms": "ms", "no": "nb", "nl": "nl", "pl": "pl", "pt": "pt", "ro": "ro", "ru": "ru",
    "sk": "sk", "sl": "sl", "sv": "sv", "tr": "tr", "uk": "uk", "ur": "ur", "vi": "vi",
}  # fmt: skip

# Serbo-Croatian is one language to wordfreq; its list is shared out, and the words below are added.
SHARED = ("bs", "hr", "sr-Latn", "sr")
NOT_IN = {
    "hr": "gde ko šta uvek posle pre vreme ovde bre ceo uopšte neko niko",
    "bs": "gde uvek posle pre vreme ovde bre ceo uopšte",
    "sr-Latn": "gdje tko uvijek poslije prije vrijeme ovdje uopće netko nitko",
}
NOT_IN["sr"] = NOT_IN["sr-Latn"]
CYRILLIC = {"lj": "љ", "nj": "њ", "dž": "џ"}
CYRILLIC |= dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))

OWN_WORDS = {
    "af": "die van en in het is wat nie dat vir met om te op hy sy was aan 'n ons ek hulle deur as by sal ook kan "
    "word jaar maar gesê so uit na een daar moet meer of twee nog toe oor wees se hom haar hierdie",
    "az": "və bu bir ilə üçün də ki olan da o daha çox edir olub sonra görə ən isə kimi həm onun var qədər onlar "
    "edib olaraq biz həmin tərəfindən amma sən mən nə hər il ildə dedi bildirib edilib",
    "be": "і ў не на што з гэта як да па за ад для яго яны але ён яна або пра калі так быў была было ці якія які "
    "таксама пасля гэтым гэты тым можа ужо толькі мы вы іх пры каб",
    "bs": "i je u da se na za su od sa a koji će što to iz o s bi nije kao koje ili kako nakon do bio ali koja samo "
    "biti već još bosne hercegovine također prije gdje također nego zbog između godine rekao sarajevu danas vrijeme "
    "šta uvijek ljudi tokom svoje",
    "cy": "y yn a i o ar ei yr mae wedi am gan bod er ond fod gyda hynny sydd oedd hyn fel bydd roedd eu dros ac mewn "
    "at nid cael dim un nad hefyd wrth iawn beth ein mwy pan",
    "et": "ja on ei et see ka oli ta kui aga oma või mis mida seda selle kes siis nii ning ma veel mitte nad olid "
    "pole välja üle juba kuid aastal pärast ütles eesti kõik peab saab sest enne poolt meie",
    "eu": "eta da ez du dira ere izan bat dute zuen zen baina hori egin baino dela den bere hau egiten duen beste "
    "gehiago dituzte esan arte gabe urte behar zuten egun bezala zituen zela dute dago",
    "ga": "an agus na ar a i is go tá sa ag le do nach bhí sé ní ach leis siad sin seo dá faoi níos aon chun mar "
    "féin bhfuil ó den don raibh beidh déanamh eile cén gach siad",
    "eo": "la de kaj en estas ne al mi por ke kiu ĝi kun li pri sed ĉi el ili vi ni estis oni aŭ povas tiu havas pli "
    "kiel ankaŭ nur kiuj unu tio esti nun se sia ĉiuj jam devas per inter",
    "gd": "a an air na e ann tha is agus do nach bha le gu ag mi sin chan thu bhith gum dh seo iad aig far robh sinn "
    "ach cha mar às ais dè no fhèin mu eile bheil gach cho anns",
    "gl": "de a o que e do da en un para con os unha na non no se por as como dos é das á ao máis pero polo ten pola "
    "foi súa nos onde moi tamén seu xa están esta ser este sobre cando ata son dúas anos lle aínda hai",
    "hr": "i je u da se na za su od a koji će što to iz s o bi nije kao koje ili kako nakon do bio ali koja samo "
    "biti već još prije gdje tko također uvijek tijekom tisuća kuna rekao godine ljudi vrijeme hrvatske hrvatska "
    "zagreb zbog između kazao vlade svoje nego kod",
    "kk": "және бұл бір үшін мен да де бар деп осы екі оның қазақстан болып жоқ ол енді туралы бойынша сол болды "
    "келді еді ғана қазір кейін көп мұндай тағы",
    "mr": "आणि आहे या ते हे की एक का व तर होते आहेत नाही त्या करण्यात मध्ये त्यांनी असे झाले होता हा ही पण केली आले "
    "झाली म्हणून त्याच्या दिली यांनी",
    "ne": "छ र यो को मा पनि भने हो छन् गर्न गरेको भएको त्यो थियो तर एक गरे उनले यस लागि नेपाल हुने हुन् अनि गरी "
    "भन्ने तथा छैन भएका गर्ने",
    "sq": "të e në dhe me një për se që nga i është ka më si do nuk ai ishte kanë janë por edhe duke pas u këtë kjo "
    "ky sipas tij tha ose gjatë sot këto vetëm mund shumë qeveria ndërsa",
    "sr": "и је у да се на за су од са а који ће то из о би није као које или како после до био али која само "
    "бити већ још пре где ко такође увек током хиљада рекао године људи време србије због између што шта они",
    "sr-Latn": "i je u da se na za su od sa a koji će to iz o bi nije kao koje ili kako posle do bio ali koja samo "
    "biti već još pre gde ko takođe uvek tokom hiljada rekao godine ljudi vreme srbije zbog između što šta oni",
    "sw": "na ya wa kwa ni za katika la kuwa ya hiyo huyo yake cha wake kama hilo hii huo hao baada pia hivyo lakini "
    "sasa watu mtu hata mwaka huku ambayo ambao alisema kwamba nchini bila zaidi hapo siku wakati yao wao kuhusu",
    "uz": "va bu bir bilan uchun ham da edi esa deb shu bo'lgan o'z ham emas kerak bo'yicha u ular yil yilda keyin "
    "haqida qildi bo'ldi dedi biz hali barcha kabi yana mumkin",
    "zu": "ukuthi futhi kodwa uma ngoba noma ukuze kanye khona nje lapho ngesikhathi kule lokhu ngemuva umuntu abantu "
    "kakhulu le lo kuze kumele yena bona yakhe sakhe ngo nge eminyaka wathi uthe",
    "xh": "ukuba kwaye kodwa okanye xa kuba ngoko yaye apho ngexesha kwakhona loo le lo abantu umntu kakhulu ukuze "
    "njengoko emva phantsi kwi kwaye ngokuba naye bona",
}  # fmt: skip


def common(language: str) -> dict[str, int]:
    """The commonest words of a language as wordfreq knows them, with their occurrences in a million words."""
    found: dict[str, int] = {}
    for word in wordfreq.iter_wordlist(language, "small"):
        if word[0].isalpha() and not any(sign.isdigit() or sign in "'’.-" for sign in word):
            found[word] = round(wordfreq.word_frequency(word, language, "small") * 1e6)
        if len(found) == WORDS:
            break
    return found


def shared_out(tag: str) -> dict[str, int]:
    """The words of Serbo-Croatian that this language has too; nothing for others."""
    if tag not in SHARED:
        return {}
    words = {word: count for word, count in common("sh").items() if word not in NOT_IN[tag].split()}
    if tag != "sr":
        return words
    for latin, cyrillic in CYRILLIC.items():
        words = {word.replace(latin, cyrillic): count for word, count in words.items()}
    return words


def main() -> None:
    """Write the list."""
    languages = {tag: common(name) for tag, name in LANGUAGES.items()}
    usual = [
        round(median(list(words.values())[rank] for words in languages.values())) for rank in range(WORDS)
    ]
    for tag, text in OWN_WORDS.items():
        words = list(dict.fromkeys(text.replace("'", " ").split()))
        languages[tag] = dict(zip(words, usual, strict=False)) | shared_out(tag)
    lines = [
        "# The commonest words of each language with their occurrences in a million words.",
        "# Made by training/language/build_words.py from wordfreq 3.1.1 (Robyn Speer), data under CC BY-SA 4.0:",
        "# https://creativecommons.org/licenses/by-sa/4.0/ - this list is published under the same licence.",
    ]
    for tag, found in sorted(languages.items()):
        lines.append(f"{tag}\t" + " ".join(f"{word} {count}" for word, count in found.items()))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
