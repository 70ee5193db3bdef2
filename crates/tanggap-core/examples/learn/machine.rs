//! A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh and others 2008, the method of
//! liblinear). Only sums, products and quotients, in a fixed order: the same texts give the same weights on every machine.

/// A text's features by place, with their values.
pub type Row = Vec<(usize, f64)>;

pub struct Line {
    pub weights: Vec<f64>,
    pub bias: f64,
}

/// How often every text is looked at.
const ROUNDS: usize = 40;
/// A round in which no text asks for more than this is the last.
const ENOUGH: f64 = 0.02;

/// Parts the texts that are one thing from those that are not. `cost` says how much a text on the wrong side costs.
pub fn line(rows: &[Row], is_one: &[bool], width: usize, cost: impl Fn(bool) -> f64) -> Line {
    let (mut weights, mut bias) = (vec![0.0; width], 0.0);
    let mut alphas = vec![0.0; rows.len()];
    let squares: Vec<f64> =
        rows.iter().map(|row| 1.0 + row.iter().map(|(_, value)| value * value).sum::<f64>()).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = 1;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut random);
        let mut most: f64 = 0.0;
        for &place in &order {
            let row = &rows[place];
            let (side, soft) = (if is_one[place] { 1.0 } else { -1.0 }, 0.5 / cost(is_one[place]));
            let score = bias + row.iter().map(|(feature, value)| weights[*feature] * value).sum::<f64>();
            let slope = side * score - 1.0 + soft * alphas[place];
            let wanted: f64 = if alphas[place] == 0.0 { slope.min(0.0) } else { slope };
            most = most.max(wanted.abs());
            if wanted == 0.0 {
                continue;
            }
            let before = alphas[place];
            alphas[place] = f64::max(before - slope / (squares[place] + soft), 0.0);
            let step = (alphas[place] - before) * side;
            bias += step;
            for (feature, value) in row {
                weights[*feature] += step * value;
            }
        }
        if most < ENOUGH {
            break;
        }
    }
    Line { weights, bias }
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, (*random >> 33) as usize % (last + 1));
    }
}
