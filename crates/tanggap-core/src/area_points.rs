//! The middle of each area of the city: which one a point is probably in. A file of its own, which nobody waits for.

use crate::{
    config::ConfigError,
    json::{Fault, Node},
    place::{Bounds, Point},
};
use serde_json::Value;

/// A point less exact than this (radius in metres) tells the city, not the area.
const EXACT_M: f64 = 500.0;
/// No area is wider than twice this: a point farther from every middle is in none.
const FARTHEST_M: f64 = 3_000.0;
const METRES_PER_DEGREE: f64 = 111_195.0;

/// Codes of areas with their middles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AreaPoints(Vec<(String, Point)>);

/// Reads `area-points.json`: `points`, by the area's code `[latitude, longitude]` in degrees (WGS84).
///
/// # Errors
/// The first field that is not so.
pub fn read(text: &str) -> Result<AreaPoints, ConfigError> {
    let value: Value = serde_json::from_str(text)?;
    let points = Node::root(&value).get("points").entries().into_iter();
    Ok(AreaPoints(points.map(|(code, node)| Ok((code, middle(&node)?))).collect::<Result<_, Fault>>()?))
}

fn middle(node: &Node) -> Result<Point, Fault> {
    let degrees: Vec<f64> =
        node.list()?.iter().filter_map(|number| number.optional_number().ok().flatten()).collect();
    match degrees[..] {
        [lat, long] => Point::new(lat, long, None),
        _ => None,
    }
    .ok_or_else(|| node.fault("latitude and longitude in degrees, such as [-6.59, 106.8]"))
}

impl AreaPoints {
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(code, _)| code.as_str())
    }

    /// The code of the area whose middle is nearest. `None` where that would be a guess: the point is not exact enough,
    /// outside `bounds`, or far from all. Borders are not known, so a person may have to choose another.
    pub fn nearest(&self, point: Point, bounds: Option<Bounds>) -> Option<&str> {
        let is_inside = bounds.is_none_or(|bounds| bounds.contain(point));
        if !is_inside || point.accuracy_m.is_some_and(|metres| metres > EXACT_M) {
            return None;
        }
        let distances = self.0.iter().map(|(code, middle)| (code, metres(point, *middle)));
        let (code, distance) = distances.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
        (distance <= FARTHEST_M).then_some(code)
    }
}

/// On a flat map: within a city, off by less than a metre.
fn metres(one: Point, other: Point) -> f64 {
    let (north, east) = (one.lat - other.lat, (one.long - other.long) * one.lat.to_radians().cos());
    north.hypot(east) * METRES_PER_DEGREE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::PortalConfig;

    const BOUNDS: Option<Bounds> = Some(Bounds { south: -6.69, west: 106.73, north: -6.51, east: 106.86 });

    fn public(name: &str) -> String {
        std::fs::read_to_string([env!("CARGO_MANIFEST_DIR"), "/../../public/", name].concat()).unwrap()
    }

    #[test]
    fn a_point_is_in_the_area_whose_middle_is_nearest_where_that_is_no_guess() {
        let points = read(&public("area-points.json")).unwrap();
        let nearest = |lat, long, accuracy| points.nearest(Point::new(lat, long, accuracy).unwrap(), BOUNDS);
        for (lat, long, accuracy, expected, why) in [
            (-6.6216, 106.8087, Some(12.0), Some("32.71.01.1001"), "the middle of Batu Tulis"),
            (-6.6216, 106.8087, None, Some("32.71.01.1001"), "a point on the map is exact"),
            (-6.6216, 106.8087, Some(500.0), Some("32.71.01.1001"), "just exact enough"),
            (-6.6216, 106.8087, Some(501.0), None, "a cell tower's position"),
            (-6.175, 106.827, Some(12.0), None, "Jakarta"),
            (-6.515, 106.735, Some(12.0), None, "inside the box, far from every middle"),
        ] {
            assert_eq!(nearest(lat, long, accuracy), expected, "{why}");
        }
        assert_eq!(AreaPoints::default().nearest(Point::new(-6.6, 106.8, None).unwrap(), None), None);
    }

    #[test]
    fn the_areas_of_the_city_and_their_middles_are_the_same() {
        let config = PortalConfig::parse(&public("config.json")).unwrap();
        let points = read(&public("area-points.json")).unwrap();
        let mut listed: Vec<&str> =
            config.areas.iter().flat_map(|district| &district.parts).map(|(code, _)| code.as_str()).collect();
        let mut known: Vec<&str> = points.codes().collect();
        listed.sort_unstable();
        known.sort_unstable();
        assert_eq!(listed, known);
    }

    #[test]
    fn a_middle_that_is_none_is_named() {
        for wrong in ["[1]", "[1,2,3]", "[\"x\",106]", "[-96,106]", "7"] {
            let fault = read(&format!(r#"{{"points":{{"a":{wrong}}}}}"#)).unwrap_err().to_string();
            assert!(fault.starts_with("points.a: expected"), "{wrong}: {fault}");
        }
        assert_eq!(read("{}").unwrap(), AreaPoints::default());
    }
}
