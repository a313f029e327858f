"""The passwords that are guessed first: the most common ones of eight and more characters, lower case."""

from __future__ import annotations

_LISTED = """
    12345678 123456789 1234567890 12345678910 0123456789 0987654321 987654321 9876543210 87654321 11111111 111111111
    1111111111 00000000 000000000 0000000000 22222222 33333333 44444444 55555555 66666666 77777777 88888888
    888888888 99999999 999999999 12341234 12344321 123123123 123321123 123454321 1234512345 11223344 1122334455
    112233445566 12121212 13131313 10101010 20202020 01010101 11112222 12312312 12345679 123456780 123456123
    123456654321 147258369 147852369 159357456 741852963 789456123 987456321 963852741 31415926 3141592653 27182818
    14141414 69696969 42424242 19841984 19851985 19861986 19871987 19881988 19891989 19901990 20002000 20012001
    password password1 password12 password123 password1234 password12345 passwords passw0rd passw0rd1 p@ssword
    p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@55w0rd pa$$word pa$$w0rd pa55word pa55w0rd password! password1! password123!
    passwort passwort1 passwort123 motdepasse motdepasse1 contraseña contrasena wachtwoord senha123 parola123
    haslo123 kennwort mypassword mypassword1 newpassword thepassword passpass passpass1 password2 password01
    password11 password99 password2020 password2021 password2022 password2023 password2024 password2025 qwertyui
    qwertyuiop qwertyuiop[] qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwerty123! qwerty1! qwertyqwerty
    qwertzui qwertzuiop qwertz123 azertyui azertyuiop azerty123 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 qazwsxedc
    qazwsxedcrfv qazwsx123 zaq12wsx zaq1zaq1 zaq1xsw2 !qaz2wsx 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5
    q1w2e3r4t5y6 1234qwer 12345qwert 123qweasd 123qwe123 123qweasdzxc qweasdzxc qweasd123 qwe123qwe qweqweqwe
    qweasdqwe asdfghjk asdfghjkl asdfghjkl; asdfasdf asdfasdf1 asdf1234 asdf12345 1234asdf zxcvbnm1 zxcvbnm123
    zxcvbnm, zxcvbnm,./ zxcvzxcv zxcasdqwe poiuytrewq lkjhgfdsa mnbvcxz1 1a2b3c4d a1b2c3d4 a1b2c3d4e5 a1s2d3f4
    aa123456 aaa111aaa aaaaaaaa aaaaaaaaa aaaaaaaaaa a1234567 a12345678 a123456789 ab123456 abc12345 abc123456
    abc123abc abcd1234 abcd12345 abcdefgh abcdefg1 abcdefg123 abcdefghi abcdefghij abcabcabc 1234abcd 123abc123
    12345abc qqqqqqqq xxxxxxxx zzzzzzzz q1234567 q123456789 z1234567 iloveyou iloveyou1 iloveyou2 iloveyou12
    iloveyou123 iloveyou! iloveme1 ilovegod ilovejesus teamomucho loveyou1 lovelove loveme123 forever1 foreverlove
    sunshine sunshine1 sunshine123 princess princess1 princess123 football football1 football123 baseball baseball1
    basketball basketball1 softball1 superman superman1 superman123 batman123 spiderman spiderman1 starwars
    starwars1 startrek1 pokemon1 pokemon123 minecraft minecraft1 fortnite1 dragon123 dragonball welcome1 welcome12
    welcome123 welcome1! welcome01 trustno1 letmein1 letmein123 letmein! letmein12 changeme changeme1 changeme123
    administrator administrador admin123 admin1234 admin12345 admin123456 adminadmin admin@123 administrator1
    root1234 rootroot toor1234 guest123 guestguest test1234 test12345 testtest testtest1 testing1 testing123
    tester123 temp1234 temppass default1 default123 user1234 username username1 login123 loginlogin master123
    mastermaster secret123 secret12 computer computer1 internet internet1 whatever whatever1 sunflower butterfly
    butterfly1 chocolate chocolate1 elizabeth elizabeth1 jennifer jennifer1 jonathan jonathan1 jessica1 michelle
    michelle1 michael1 michael123 charlie1 charlie123 victoria victoria1 samantha samantha1 alexander alexander1
    alexandra christian christine christopher caroline danielle danielle1 nicholas patricia veronica isabella
    gabriela gabriel1 valentina fernando sebastian liverpool liverpool1 liverpoolfc manchester manutd123 chelsea1
    chelsea123 arsenal1 arsenal123 barcelona barcelona1 realmadrid juventus juventus1 bayern123 steelers cowboys1
    yankees1 lakers24 november december september february mercedes mercedes1 ferrari1 corvette mustang1 porsche1
    kawasaki motorola samsung1 samsung123 nintendo playstation metallica metallica1 slipknot1 nirvana1 blink182
    rockstar1 greenday1 snoopy123 scooby123 garfield garfield1 tinkerbell winnie123 mickey123 donald123 hellokitty
    hello123 hello1234 hello12345 hellohello helloworld goodluck1 midnight midnight1 moonlight starlight blueberry
    strawberry cheesecake cupcake1 babygirl babygirl1 babyboy1 angel123 angelbaby prettygirl sweetheart sweetie1
    darling1 honeybee rainbow1 friends1 friendship bestfriend1 blessed1 blessing jesus123 jesuschrist christ123
    godisgood godislove summer123 summer2020 summer2021 summer2022 summer2023 summer2024 summer2025 winter123
    winter2020 winter2021 winter2022 winter2023 winter2024 winter2025 spring2024 autumn2024 monkey123 monkey12
    monkey12345 shadow123 shadow12 killer123 hunter123 hunter12 thunder1 thunderbird tigger123 tiger123 maverick
    maverick1 cocacola cocacola1 coffee123 cookie123 pineapple marlboro marlboro1 creative creativity universe
    universe1 universe123 harmonic harmony1 harmony123 correcthorsebatterystaple
"""

COMMON_PASSWORDS = frozenset(_LISTED.split())
