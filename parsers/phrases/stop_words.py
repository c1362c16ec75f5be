"""Words and letters by which a language is told; lower case. Frequent words of mails, few that languages share."""

# A Chinese character counts as two columns.
# ruff: noqa: E501

from parsers.phrases.tables import words

STOP_WORDS = {
    "en": words(
        """the a just by so get and is are was to of in it you that have has for with this not be on at we i my can please thanks thank
        would will from hello hi dear regards but when what your our need still does do an as if there cannot again"""
    ),
    "de": words(
        """der die das und ist nicht ich sie wir ein eine einen mit auf für zu den von im es dem auch sich bei kann bitte
        danke vielen hallo guten sehr geehrte wird haben hat mein unser noch wie aber nach grüße gruß seit immer geht"""
    ),
    "fr": words(
        """le la les et est pas je vous nous un une des du de que qui en dans pour avec sur ne ce cette mon ma notre votre
        bonjour merci avoir fait plus mais bien cordialement toujours depuis être il j'ai c'est n'est ça ai peux"""
    ),
    "es": words(
        """el la los las y es no que de en un una con por para se lo su mi como pero más está hola gracias tengo puede
        favor buenos días desde cuando nuestro saludos muy ya hay me sigue usted ayuda necesito al del"""
    ),
    "it": words(
        """il lo la gli e è non che di in un una con per si mi ma come più sono ho ha del della nel alla grazie buongiorno
        ciao cordiali saluti vorrei può questo anche ancora da dal quando nostro salve cosa posso funziona"""
    ),
    "pt": words(
        """o a os as e é não que de em um uma com por para se do da no na mais como mas está olá obrigado obrigada bom dia
        tenho pode seu minha meu nosso já quando muito ainda isso você preciso funciona ao à atenciosamente"""
    ),
    "nl": words(
        """de het een en is niet ik u wij we van op te dat voor met zijn aan er maar ook bij kan graag bedankt hallo beste
        groet groeten mijn onze nog wordt heeft heb naar als deze dit geen werkt kunt alvast weer"""
    ),
    "pl": words(
        """i w nie na się z do jest to że jak o po co ale mam proszę dziękuję dzień dobry cześć pozdrawiam czy od dla mój
        nasz już tylko są za przez nadal działa może jestem witam"""
    ),
    "cs": words("a v se na je že to s z do o jsem ale jako za mám prosím děkuji dobrý den zdravím jak už není můj pro by nefunguje"),
    "sk": words("a v sa na je že to s z do o som ale ako za mám prosím ďakujem dobrý deň zdravím už nie môj pre by nefunguje"),
    "sv": words("och är det att jag inte en ett som på med för av den har kan hej tack vi om men från till mvh hälsningar fungerar när min"),
    "da": words("og er det at jeg ikke en et som på med for af den har kan hej tak vi om men fra til venlig hilsen virker når min der"),
    "no": words("og er det at jeg ikke en et som på med for av den har kan hei takk vi om men fra til vennlig hilsen fungerer når min"),
    "fi": words("ja on ei se että en hän minä olen ovat kun mutta niin kiitos hei terveisin voi ole mitä tai jos myös sen vielä toimi"),
    "tr": words("ve bir bu için ile de da çok ne var yok ben merhaba teşekkürler lütfen ama gibi daha değil olarak nasıl iyi günler saygılar"),
    "hu": words("és a az nem hogy egy van meg de ezt köszönöm üdvözlettel kérem jó napot mert csak már még kell volt működik nekem"),
    "ro": words("și în nu la cu o un este pe de că din pentru sunt mai dar bună ziua mulțumesc vă rog cum am ai funcționează să"),
    "id": words("dan yang di ini itu tidak dengan untuk saya dari ke ada akan bisa terima kasih selamat pagi mohon sudah kami anda"),
    "vi": words("và là không của có cho được tôi với này trong các một xin chào cảm ơn bạn đã để những khi vui lòng"),
}  # fmt: skip

# Letters that stand in few languages: each hit counts like a third of a word.
LETTERS = {
    "de": "ßäöü",
    "fr": "çèêëîïôûœ",
    "es": "ñ¿¡áíóú",
    "pt": "ãõçâê",
    "it": "ìòùè",
    "pl": "łąęśżźćń",
    "cs": "řěůčšž",
    "sk": "ľĺŕôäčšž",
    "sv": "åäö",
    "da": "æøå",
    "no": "æøå",
    "fi": "äö",
    "tr": "ğışİç",
    "hu": "őűáé",
    "ro": "șțăîâ",
    "vi": "ơưđạảấầẩậắằẳặẹẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỵỷỹ",
}

# Frequent characters that only one of the two scripts has.
SIMPLIFIED = frozenset(
    "这个们来时会对发经为么说没过还后与开关问题见请谢单号码网络电脑显示机务处运维员应该动设备装错误报证书书写总结办"
    "复无让给从现长门间里东车马鸟鱼龙风飞爱学习买卖读写难认识话语谁谈论课词译试讲许设访证评该详误请调变边达迁进远"
    "连选递邮际随难雾静页顶项顺须顾预领频额颜类够夹奖妇孙宁宝实审宫宽宾对导将尔尽层属岁币师帐帮庆库应庙废开异弃张"
)
TRADITIONAL = frozenset(
    "這個們來時會對發經為麼說沒過還後與開關問題見請謝單號碼網絡電腦顯示機務處運維員應該動設備裝錯誤報證書寫總結辦"
    "複無讓給從現長門間裡東車馬鳥魚龍風飛愛學習買賣讀難認識話語誰談論課詞譯試講許訪評詳調變邊達遷進遠"
    "連選遞郵際隨霧靜頁頂項順須顧預領頻額顏類夠夾獎婦孫寧寶實審宮寬賓導將爾盡層屬歲幣師帳幫慶庫廟廢異棄張印"
)
