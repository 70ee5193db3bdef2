//! Common words of no meaning here that are one letter away from words that have one. Without them *bayar* (to pay) would
//! be taken for a slip of *bakar* (to burn). Made from the most frequent words of Indonesian and English by asking which of
//! them a slip would lead to a word of Bogor's files; a word that leads astray is simply added, in order.

use std::cmp::Ordering;

/// Whether a word is one of them. Asked for every beginning of a word that may be two, so it halves the list.
pub fn is_common(word: &str) -> bool {
    let mut rest = COMMON;
    while !rest.is_empty() {
        let start = rest[..rest.len() / 2].rfind(' ').map_or(0, |blank| blank + 1);
        let end = rest[start..].find(' ').map_or(rest.len(), |blank| start + blank);
        rest = match word.cmp(&rest[start..end]) {
            Ordering::Equal => return true,
            Ordering::Less => &rest[..start.saturating_sub(1)],
            Ordering::Greater => rest.get(end + 1..).unwrap_or_default(),
        };
    }
    false
}

const COMMON: &str = "\
    aduk agam agen agent agents ajar akir aksi akun akur akustik alam alan alice alif alis alkohol alleged \
    amal amar ambang amir anang andal aneh anger anggap angkuh angle animasi anime anis anjak anjung anne \
    antar anybody anywhere apalagi apart apel apik apparent appears arab aria arif aris artis arya asal asam \
    asing aspek attached awak babe baca bahari bahas bahasa bahasanya baju bakal bakat bala bali balkon banda \
    bandung bangsa bangsal banjar bankir bantal banten barangkali barel baring baris basi batak bath batik \
    batman bawang bayang bayar bayu bear bearing bears begadang bekal belas belasan beli belikan belitung bell \
    belok belt benci bening benteng bentuk berambut berani berasa berbasis berbau beri berisi berita berkah \
    berkat berkibar berpengalaman bersin bertingkah beruntun berupa beserta best beta betapa betul beyond biak \
    biang bias biasa bibi bibit bidang bigger biji bila bilang billy bina bingkai bintang birthday biru bisik \
    bisu blog blok bloody boat bohong bokong bond bonds bong boom born bother bottle boyfriend breakfast \
    breath bred bring bringing brings brokoli brought buah buas budaya bukti bull bulu bundar burden buruh \
    buta butt cabe cabut cadang cahaya cake canadian canda cari cast celana cemara ceria cicil cilik cinta \
    ciri clark cloud coat cock cokelat cold collective competing complain connect content contest context \
    contrast cook cooking copyright core corps counting cuci cuplikan cure custom customer customers daeng \
    daerah dalang damar dampar dang dara darat datar dataran daya dean debut defend degan dendam dengar \
    detailed detak dewa dialami diameter diawali dibayar dicintainya didistribusikan diet dikemas dimensi \
    diminati dinasti dingin dipesan dirt disepakati distrik divine doktor doktrin dokumenter domestik doni \
    dori dorong drink drinking drinks duet duke dukun duniawi during dutch duyung edit ekstrem elsewhere emang \
    emma enak engage engaged enggan enteng entering erik evaluasi everybody everyday everyone explore export \
    extensive fact factor factors fate fellow filed fill find finding finds fisika flag flight fool foot \
    forever forgive form formed forward gabung gadang gadis gaga gagak gambar gaming ganteng garansi gatal \
    gawang gear gelang gelas gema gemar gene gerai gerbong geser getar girlfriend goes gold golong gotong \
    goyang grab grafis granit grant granted grave greek growing gula gulung gurita hadap hair halim hampar \
    hana handed hara harimau harris hart harta haru hate healthy hear heat hidang hidden hiding highlights \
    highway hindar historis hitung hold hong however hubung hunt hunter hunting identified identify ilegal \
    iman inch inci indah insiden inti iran iring isarat jacket jajan jantan japan jarang jaring jasa jasmani \
    jatah jati jauh jenggot jengkel juang judges jumpa june juragan juri jury juta kabul kabut kacamata kacang \
    kafir kaisar kait kakao kala kalah kalender kaliber kalimantan kalimat kalong kanan kanjeng kantin kantong \
    karantina karat kari karier karma karpet kartun karung kaset kasir katak katarak kategori kaum kaus kawan \
    kayal kebaji kebaya keberadaannya keberagaman kecap kejut kekurangannya kelamin kelaparan kemarau kemari \
    kembali kementrian kemudian kenal kenan kenang kenari kencan kencing kenikan kentang kepemilikan keping \
    kepiting kerah keriting kerjasama kerudung keseleo kesiap ketan ketawa keterbatasan ketiak ketuk kiat \
    kijang kilas kilo kimi kini kira kiri klinis klip knew komet komitmen komponen kong konseling konsep \
    konten kontingen kontol kontrak koran korean korps korset kotak kreasi krim kubu kuli kumar kumbang kurasa \
    kurasakan kurban kurung kuta labu ladang lainya lajang laju laksana lala lalai lamar lamaran lambang \
    lampau lampung land landas lands langit langsing latar latter laun lawyer layu leading learned leave \
    leaving legend lekas lele lemari lembah lembang lembar lena lengah lereng letus liat libat lifetime like \
    ling link lintah list located logam lokasi loss losses love loving luang luas lukas luke lulus lupa lusa \
    macam madu magnet mahar mahasiswi mahkota maintain majalah makna mandat mandiri manggis mangkuk mangsa \
    mania manja mantel manusiawi marak march maret mari married marry martin masehi mask masker maskot master \
    matador matahari matter matters mature maut mawar maya meaning medan media meditasi megan mekar melayu \
    melulu memainkannya memamerkan memancing memandu memantau memasok memasukkannya membaca membacakan \
    membacanya membahas membencimu membencinya membentuk member members membuahkan membungkuk memerankan \
    memesan memikul memilikimu memilikinya meminjam memorial memudar memuja menari mencari mencarinya \
    mencerahkan mencolok mencuci mendasar mendengar mendidik mendorong menebak menekan menekankan menelusuri \
    menerbangkan menetes mengacu mengajar mengampuni mengantar menganut mengecewakanmu mengemban mengenal \
    mengepung mengetuk mengevaluasi menggambar mengguncang menghindar menghitung menghubungkan mengidap \
    mengiringi mengkilap mengkritisi menguap mengukur mengundang mengundurkan mengunggah mengunyah mengusir \
    mengusung meninjau menjaga menjelang menjengkelkan menonjol menonton menopang mentah mental mentari \
    menteng mentok menuntun menuturkan menyamar menyapa menyebalkan menyebut menyelam menyembuhkan \
    menyempatkan menyenangkan menyerap menyesal menyimpan menyuruh menyusui menyusun menyusut merak merek \
    mesjid mesra metal mexican middle migrasi mika mikat milan militan milk mina minang minat minim ministry \
    minute mister mobile modern moneter monster monumen moral morning moto mount move movement mual mudah \
    mudik muka mula mulia munchen mungil musim musisi nampak nangka nasi natuna naung nearby nelson nick \
    nikmati nikmatilah nona nonton nose novel nowhere nyak nyata objective olah orange orangtua outcome \
    outdoor outstanding oven overall overcome pacar padan padang padi padu page painted painting pair pajang \
    pamer pancar pancing pandangan pandangannya pangkat panic panjat pantang pants papar paparan parent \
    parents pari paris parlemen part partly pasrah past pastor path patrick patut paul paus payah payung peka \
    pekan pelat pelik peluang pemahaman pemancar pemandu pemasok pembahasan pembantaian pembentukan pemberani \
    pembohong pembuluh pemeran pemirsa pemisah pemulihan penambang penampilannya penawaran pencari pencarian \
    pencerahan pencucian pendamping pendaratan pendekar pendengar pendidik pendidikan pendorong pengajar \
    pengajian pengalamannya pengamatan pengambilan pengangguran pengantar penganut pengaruh pengasingan \
    pengecut pengedar pengenal pengenalan penggabungan penggemar penghubung penghujung pengisi penguin \
    pengunduran pengunjung penjaga penjagaan penjajahan penonton penting penyelam penyembuh penyiaran \
    penyusunan peradaban peran perancang perangkap percintaan performed peri perjuangan perkakas perkasa \
    perkiraan perkirakan perluasan permanen permen pernyataan perpaduan perry pers persen persiapan persik \
    pertanian pertarungan pertempuran pertemuan pertimbangkan perubahan perundang pesan pesawat pesta peti \
    petition pimpin pink pisah pissed pita planet plenty plus pocong poem poin pola poland policies policy \
    polish politikus politis poll polo polos pope pori posisi poso powder praktis praktisi prancis prasarana \
    present presented presents pride prince princess principle principles prison prisoners privat process \
    processing progressive promosi proper protect protected protecting puding puisi pula pulih pulling \
    punggung pure pursue pushing putra puts putting qualified rabu raga ragu raih rais raising raja rama \
    rambah rambut rambutan ranah rancang rancangan range rantau rapi rapid rasa rasakan ratus rawa rawamangun \
    rebus reda reducing referred rela religious remain remained remaining rembang remind rendang rentang \
    renung repot resepsi reserve reserves resi resort responded respons reverse riah riang ribu rich rombong \
    rubber rubbing rudi ruin rumit runcing runding rusa sabar sabun sacred safari safe safely sahabat saham \
    saing sajak saka sake saksi sakti salt samaran sample samples sand sandar santa sapa sapu saraf sarah \
    sarapan sariat sarung satelit saudari says sayur scored seal seat sebelas sebentar sebut secret secrets \
    sector sedan seek seeking seem seen segar segel sejam sejarawan sekedar sekeping sektor selam selaras \
    selasa selera seluler semanggi sembari sempat semu senang senar senat sengaja sengit seni sent sepak \
    sepakat separated sepekan sepi sept serah serakah serap serentak serta sertifikasi seru serum serve served \
    serves serving sesat sesi setia several severe shake share shared ship shirt shirts shit shut siam siap \
    siar sick side sikap siku silam silang silat silent simak simpan sing sirat sistem siti sitting sized \
    skandal skill skills soda sole somehow somewhat somewhere soon sorang sort soul spider spring springs \
    square stadion stan star stay stock stocks stok stories strange streaming string stronger stunning subsidi \
    subur suck sudi sudut sufi suka summer sumpah super supporters surah suram sure susan susi susul susun \
    taat taban tabel tablet tahana tajam tale talking tambak tambang tampak tampan tandang tang tanggal \
    tangguh tangkas tani tari tatanan tato tawar teaching tebak teen tegal tekan tell tema tembakau tembem \
    tembok tembus tempe temple temu tenang tend tenggara tenis terap terbayar teri terik terisi terkesan term \
    terong terror terrorism tertawa theater theories therapist thin thread throat thrown thus tiada tiba tied \
    ties tika tiket till timbal timbangan timbul ting tinjau tiongkok tipe tiri titi tobat tone tonjolan \
    tonton tony tool topeng trends trick tried tries trik true tualang tuan tube tuju tukar tumbuh tunang \
    udang umur understanding unggah unggas unggul ungkap unit untun untung upah usage usah usai user uses vila \
    vital walter wang wangi waris warren wars warta wasit weak whatever whenever whoever wide wildlife wong \
    wore worthy writing zona";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        let words: Vec<&str> = COMMON.split(' ').collect();
        assert!(words.is_sorted_by(|one, other| one < other), "words are in order, each once");
        assert!(words.iter().all(|word| is_common(word)));
        for other in ["", " ", "a", "zzz", "aduk agam", "adu", "aduka", "m", "zona ", "zonb"] {
            assert!(!is_common(other), "{other:?}");
        }
    }
}
