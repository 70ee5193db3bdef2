//! Where something is: coordinates, an area of the city, or words; any of the three is a place.

use crate::text;

/// A place as a person gave it; what is unknown is left out, never guessed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    pub point: Option<Point>,
    /// The code of a kelurahan, as in the config's areas.
    pub area: String,
    /// Address or landmark in words.
    pub address: String,
}

/// WGS84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub lat: f64,
    pub long: f64,
    /// Radius in metres, where the device says it.
    pub accuracy_m: Option<f64>,
}

/// A position less exact than this (radius in metres) finds no street light: more than two blocks of houses.
const ROUGH_M: f64 = 200.0;

/// A box round the city, for a friendly hint and nothing else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    pub south: f64,
    pub west: f64,
    pub north: f64,
    pub east: f64,
}

impl Place {
    pub fn is_empty(&self) -> bool {
        self.point.is_none() && self.area.is_empty() && text::is_blank(&self.address)
    }

    /// Address, area and position, a line each; what is unknown has none. The config names the area.
    pub fn lines(&self, area_name: Option<String>) -> String {
        let point = self.point.map_or_else(String::new, Point::readable);
        let lines = [self.address.clone(), area_name.unwrap_or_default(), point];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

impl Point {
    /// `None` outside the earth.
    pub fn new(lat: f64, long: f64, accuracy_m: Option<f64>) -> Option<Self> {
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&long)).then_some(Self {
            lat,
            long,
            accuracy_m,
        })
    }

    /// Whether it only says roughly where: a cell tower's or an internet line's position.
    pub fn is_rough(self) -> bool {
        self.accuracy_m.is_some_and(|metres| metres > ROUGH_M)
    }

    /// As people read it: five digits are about a metre.
    pub fn readable(self) -> String {
        format!("{:.5}, {:.5}", self.lat, self.long)
    }

    /// The address under which a device's own map shows it (RFC 5870). Many maps set a pin only for `q`.
    pub fn geo_address(self) -> String {
        let at = format!("{:.6},{:.6}", self.lat, self.long);
        format!("geo:{at}?q={at}")
    }
}

impl Bounds {
    pub fn contain(&self, point: Point) -> bool {
        (self.south..=self.north).contains(&point.lat) && (self.west..=self.east).contains(&point.long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_holds_the_city_and_not_its_neighbour() {
        let bogor = Bounds { south: -6.69, west: 106.73, north: -6.51, east: 106.86 };
        assert!(bogor.contain(Point::new(-6.595, 106.80, None).unwrap()));
        assert!(!bogor.contain(Point::new(-6.175, 106.827, None).unwrap()), "Jakarta");
        assert_eq!(Point::new(-96.0, 106.8, None), None);
        assert_eq!(Point::new(f64::NAN, 106.8, None), None);
    }

    #[test]
    fn a_point_has_an_address_that_a_map_opens() {
        let point = Point::new(-6.6, 106.800_812_3, Some(12.0)).unwrap();
        assert_eq!(point.geo_address(), "geo:-6.600000,106.800812?q=-6.600000,106.800812");
        assert_eq!(point.readable(), "-6.60000, 106.80081");
    }

    #[test]
    fn a_wide_circle_is_only_rough() {
        for (accuracy, is_rough) in [
            (None, false),
            (Some(12.0), false),
            (Some(200.0), false),
            (Some(201.0), true),
            (Some(8_000.0), true),
        ] {
            assert_eq!(Point::new(-6.6, 106.8, accuracy).unwrap().is_rough(), is_rough, "{accuracy:?}");
        }
    }

    #[test]
    fn spaces_are_no_address() {
        assert!(Place { address: "  ".into(), ..Place::default() }.is_empty());
        assert!(!Place { area: "32.71.01.1001".into(), ..Place::default() }.is_empty());
    }
}
