//! Who somebody is taken for, by their address and by what proxies write.

use super::*;
use axum::http::HeaderValue;

fn of(peer: &str, forwarded: &[&[u8]]) -> Client {
    let mut headers = HeaderMap::new();
    for list in forwarded {
        headers.append(FORWARDED_FOR, HeaderValue::from_bytes(list).unwrap());
    }
    let trusted = ["127.0.0.1/32", "10.0.0.0/8", "2001:db8:ff::/48"].map(|network| network.parse().unwrap());
    Client::of(peer.parse().unwrap(), &headers, &trusted)
}

#[test]
fn a_client_is_an_address_that_somebody_trustworthy_saw() {
    let (plain, unreadable) = (of("203.0.113.5", &[]), of("127.0.0.1", &[b"unknown"]));
    let six = of("2001:db8:1:2::1", &[]);
    assert!(plain != of("203.0.113.6", &[]) && plain != unreadable && unreadable != Client::Unnamed);
    for (peer, forwarded, same_as) in [
        ("203.0.113.5", &b"198.51.100.7"[..], plain),
        ("::ffff:203.0.113.5", b"", plain),
        ("127.0.0.1", b"203.0.113.5", plain),
        ("127.0.0.1", b"198.51.100.7, 203.0.113.5", plain),
        ("10.1.2.3", b"203.0.113.5, 10.9.9.9", plain),
        // With ports, as load balancers write them.
        ("127.0.0.1", b"203.0.113.5:5678", plain),
        ("127.0.0.1", b"1.2.3.4:5678, 203.0.113.5:1", plain),
        ("127.0.0.1", b"203.0.113.5:5678, 10.0.0.9:80", plain),
        ("127.0.0.1", b"\"203.0.113.5\"", plain),
        ("127.0.0.1", b"\"203.0.113.5:5678\"", plain),
        ("127.0.0.1", b"[::ffff:203.0.113.5]:5678", plain),
        ("127.0.0.1", b" , 203.0.113.5, ,", plain),
        ("127.0.0.1", b"\xff\xfe, 203.0.113.5", plain),
        ("127.0.0.1", b"unknown, 203.0.113.5", plain),
        ("127.0.0.1", b"2001:db8:1:2::9", six),
        ("127.0.0.1", b"[2001:db8:1:2::9]", six),
        ("127.0.0.1", b"[2001:db8:1:2::9]:443", six),
        ("127.0.0.1", b"\"[2001:db8:1:2::9]:443\"", six),
        ("127.0.0.1", b"2001:db8:1:2::9%eth0", six),
        // What cannot be read is one client, not none.
        ("127.0.0.1", b"203.0.113.5, unknown", unreadable),
        ("127.0.0.1", b"203.0.113.5, _hidden", unreadable),
        ("127.0.0.1", b"203.0.113.5, \xff", unreadable),
        ("127.0.0.1", b"203.0.113.5:x", unreadable),
        ("127.0.0.1", b"203.0.113.5:99999", unreadable),
        ("127.0.0.1", b"203.0.113", unreadable),
        ("10.1.2.3", b"203.0.113.5, \"x\"", unreadable),
        ("10.1.2.3", b"203.0.113.5, \"", unreadable),
        ("127.0.0.1", b"203.0.113.5, 10.0.0.9, x, 10.0.0.8", unreadable),
        // Nobody is named.
        ("127.0.0.1", b"", Client::Unnamed),
        ("127.0.0.1", b", ,", Client::Unnamed),
        ("127.0.0.1", b"127.0.0.1", Client::Unnamed),
        ("::1", b"203.0.113.5", Client::Unnamed),
        // From inside: the farthest that is known.
        ("127.0.0.1", b"10.0.0.7, 10.0.0.9", of("127.0.0.1", &[b"10.0.0.7"])),
    ] {
        let lists: &[&[u8]] = if forwarded.is_empty() { &[] } else { &[forwarded] };
        assert_eq!(of(peer, lists), same_as, "{peer} {}", String::from_utf8_lossy(forwarded));
    }
    assert_eq!(of("127.0.0.1", &[b"198.51.100.7", b"203.0.113.5"]), plain, "in two lines");
    assert_eq!(
        of("127.0.0.1", &[b"203.0.113.5", b"\xff"]),
        unreadable,
        "a line that is no text is not left out"
    );
}

#[test]
fn a_proxy_that_speaks_another_header_names_nobody_and_ends_no_limit() {
    let mut headers = HeaderMap::new();
    headers.insert(FORWARDED, HeaderValue::from_static("for=203.0.113.5"));
    let trusted = ["127.0.0.1/32".parse().unwrap()];
    let client = |peer: [u8; 4]| Client::of(peer.into(), &headers, &trusted);
    assert_eq!(client([127, 0, 0, 1]), of("127.0.0.1", &[b"unknown"]));
    assert_eq!(client([198, 51, 100, 7]), of("198.51.100.7", &[]), "nobody else's word counts");
}

#[test]
fn a_line_is_one_and_so_is_the_network_that_it_is_in() {
    let [one, line, other, elsewhere] =
        ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "2001:db8:2:2::1"].map(
            |peer| match of(peer, &[]) {
                Client::Address(address) => address,
                Client::Unnamed => panic!("{peer}"),
            },
        );
    assert_eq!(one, line);
    assert!(one.own != other.own && one.network == other.network);
    assert_ne!(one.network, elsewhere.network);
}

#[test]
fn behind_a_translator_each_ipv4_address_is_one() {
    let plain = of("203.0.113.5", &[]);
    assert_eq!(of("64:ff9b::203.0.113.5", &[]), plain);
    assert_eq!(of("64:ff9b::cb00:7105", &[]), plain);
    for list in ["64:ff9b::203.0.113.5", "[64:ff9b::cb00:7105]:443"] {
        assert_eq!(of("127.0.0.1", &[list.as_bytes()]), plain, "{list}");
    }
    for (what, address) in [
        ("another address", "64:ff9b::203.0.113.6"),
        ("a prefix beside it", "64:ff9b:0:1::203.0.113.5"),
        ("a network's own, which says nothing for certain", "64:ff9b:1::203.0.113.5"),
    ] {
        assert!(of(address, &[]) != plain, "{what}");
    }
    for nobody in ["64:ff9b::127.0.0.1", "64:ff9b::10.1.2.3"] {
        assert!(of(nobody, &[b"203.0.113.5"]) != plain, "{nobody} is no proxy that is trusted");
        assert!(of(nobody, &[]) != Client::Unnamed, "nor this machine");
    }
}
