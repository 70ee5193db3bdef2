//! Chat spelling, and the words that only tie others together. Frequent Sundanese words stand beside the Indonesian ones
//! that say the same.

/// A word, and what people write for it.
pub const WRITTEN: [(&str, &str); 109] = [
    ("ada", "aya"),
    ("air", "aer cai"),
    ("ambulans", "ambulan ambulance ambulanc"),
    ("anak", "ank anaak budak barudak bocah bocil murangkalih"),
    ("and", "n"),
    ("api", "seuneu geni"),
    ("bagaimana", "gmn gmna gimana bgmn kumaha pripun"),
    ("banjir", "caah"),
    ("bantuan", "bantosan"),
    ("banyak", "byk bnyk bnyak loba seueur seer"),
    ("bapak", "bpk bokap"),
    ("because", "cuz coz bcs"),
    ("begini", "gini"),
    ("begitu", "gitu gt"),
    ("belakang", "blkg blkng blakang tukangeun"),
    ("belum", "blm blom belom blum acan"),
    ("benar", "bnr bner bener"),
    ("besar", "bsr gede gde gd badag ageung ageng"),
    ("bikin", "bkin bikn bkinn"),
    ("bisa", "bs bsa tiasa bise"),
    ("bukan", "bkn bukn sanes"),
    ("bulan", "bln bulam"),
    ("cepat", "cpt cepet gancang enggal buruan cepetan"),
    ("dapat", "dpt dapet meunang kenging"),
    ("dari", "dr dri ti"),
    ("datang", "dtg dteng dateng"),
    ("dekat", "dkt dket deket deukeut caket"),
    ("dengan", "dg dgn dngn ama sareng jeng"),
    ("depan", "dpn dpan dpen hareup hareupeun payun payuneun"),
    ("dimana", "dmn dmana"),
    ("dulu", "dlu"),
    ("habis", "abis abs seep"),
    ("harga", "arga"),
    ("hari", "hr poe dinten"),
    ("harus", "hrs hrus"),
    ("hidup", "idup"),
    ("hilang", "ilang hlang leungit"),
    ("hitam", "item hideung"),
    ("hujan", "ujan ujn hjan"),
    ("ibu", "nyokap"),
    ("ingin", "pgn pengen pingin kepengen pengin hayang hoyong hayng"),
    ("istri", "istry bini pamajikan"),
    ("jalan", "jln jl jlan jalam jlnan"),
    ("jangan", "jgn jangn ulah"),
    ("juga", "jg jga oge"),
    ("kalau", "klo kl kalo klau klu lamun upami mun"),
    ("kamu", "lu elu elo loe maneh anjeun"),
    ("kantor", "kntr kntor"),
    ("karena", "krn krna karna gegara sabab"),
    ("kebakaran", "kbkrn"),
    ("kecamatan", "kec"),
    ("kecelakaan", "lakalantas kacilakaan"),
    ("kecil", "kcl leutik letik alit"),
    ("keluar", "klr kluar kaluar"),
    ("kelurahan", "kel"),
    ("kemana", "kmn kmana"),
    ("kemarin", "kmrn kmren kemaren kmarin kamari"),
    ("kenapa", "knp knapa nape"),
    ("lagi", "lg lgi deui"),
    ("lampu", "lmp lampo"),
    ("malam", "mlm mlem malem peuting wengi"),
    ("masuk", "msk mlebu asup lebet"),
    ("mati", "mti paeh maot modar"),
    ("minggu", "mgg mnggu minngu"),
    ("mobil", "mbl"),
    ("mohon", "mhn moon mohn mhon"),
    ("months", "mths"),
    ("motor", "mtr mtor motot"),
    ("nanti", "ntar entar"),
    ("not", "dont cant doesnt isnt wasnt didnt wont aint arent werent hasnt havent couldnt cannot"),
    ("orang", "org orng jalma jalmi jelema jelma jelma"),
    ("pada", "pd"),
    ("pagi", "pg isuk enjing"),
    ("pakai", "pke pk pake"),
    ("perempuan", "cewe cewek cwe prempuan awewe"),
    ("pernah", "prnh kungsi kantos"),
    ("polisi", "plisi pulisi polis pulis isilop"),
    ("puskesmas", "pkm puskesma puskes"),
    ("rumah", "rmh rmah rmuah imah"),
    ("rusak", "rsk ruksak"),
    ("saja", "aja aj ae wae we weh doang"),
    ("sakit", "skit gering udur"),
    ("sampah", "smph runtah"),
    ("sampai", "smpe sampe ampe nyampe nepi dugi"),
    ("sangat", "bgt bngt bgtt banget bangett pisan sgt"),
    ("saya", "sy sya saia w gw gue gua gwe ane aku ak aq abdi kuring aing urang"),
    ("sekarang", "skrg skrng skg ayeuna"),
    ("sekolah", "sklh skolah sekola sakola skul"),
    ("seperti", "kyk kek kayak kaya spt sprti kawas siga"),
    ("sering", "srg sring mindeng remen"),
    ("setiap", "tiap tiep unggal"),
    ("sos", "5os 50s"),
    ("suami", "swami salaki"),
    ("sudah", "sdh udh dah udah uda wis tos geus atos parantos"),
    ("tahun", "thn th tahum taun"),
    ("takut", "tkut sieun"),
    ("telepon", "tlp telp tlpn telpon telfon telefon tilpun"),
    ("teman", "tmn temen tmen babaturan batur rencang"),
    ("tenggelam", "tnglm tnggelam tenggelem tengelam tenggelm"),
    ("terus", "trs trus teruss"),
    ("tetangga", "ttgga tetngga tetanga tatangga"),
    (
        "tidak",
        "ga gak gk gx g nggak ngga enggak engga ngak gag kagak kaga kgk ndak nda tak tdk tidk gada teu henteu moal tara euweuh taya",
    ),
    ("tolong", "tlg tlong tlng tulung tolongin tulungin tulungan pls plz please"),
    ("uang", "duit duwit artos acis doku"),
    ("untuk", "utk u tuk kanggo keur"),
    ("utang", "hutang"),
    ("walaupun", "walau"),
    ("weeks", "wks"),
    ("yang", "yg nyg anu nu"),
];

/// Words without a weight of their own.
pub const FUNCTION: &str = "\
    a ada adalah again agak agar akan all also am amat an and anda antara any apa apakah are as \
    assalamualaikum at atas atau atuh badé bagaimana bang banyak barusan bawah baé be beberapa because been \
    begini begitu beh being belakang beliau belum berapa besok biar bisa bro bu buat bukan bulan but by ceuk \
    coba could coy cukup cuma cuy da dalam dan dapat dari dear deh dekat delapan dengan depan di dia did \
    dimana dina disana disini disitu dll do does doing dong donk dua empat enam euy ever every ey for from \
    gaes gan gara get gets getting geuning gonna had hai hallo halo hanya harap hari harus has have he hello \
    her here hes heula hi hiji him his how héla i ia ieu if im in ingin ini iraha is it its itu ive jadi jam \
    jangan jika juga just ka kah kak kalau kami kamu kan kang kapan karena kasih ke kedah keep keeping keeps \
    kemana kemarin kenapa keneh ketika kita kok ku kudu kurang lagi lah lajeng lalu lami lebih lets lho lila \
    lima loh lur maaf madam mah maka makasih makin malam mana mang mani many mas masih mau may mbak me mengapa \
    meni menit mereka min mine minggu minta mohon more most much mugi my naha nanti naon neng nih no not nuhun \
    nya of off ok oleh om on one opat or our out over pada padahal pagi pak paling pan para pas perlu permisi \
    pun punten rada rék saat sabaraha saha saja sama sampai samping sana sangat satu saya sebagai sebelah \
    sebelum sebuah sedangkan sejak sekali sekarang sekitar selalu selamat sembilan semua seperti sepuluh \
    setelah she shes should siang siapa sih since sini sir sis situ so sok some sore still sudah supaya tadi \
    tahun tanpa tante tapi teh telah tentang terima terimakasih terus tetapi than thank thanks that the their \
    them then there theres these they theyre this those three tidak tiga tilu to tolong too tuh tujuh tuluy \
    two téa ujug until untuk up us very wa waktu wanna was were what when where which who why will with would \
    ya yah yang yes you your éta";
