package io.reco.eval.doc;

/**
 * Values of the expressions in examples, such as {@code (1/log2 3 + 1/2) / (2 + sqrt 4)}: numbers, the four operations, powers,
 * parentheses, {@code log2}, {@code ln} and {@code sqrt} of what follows, juxtaposition as a product.
 */
public final class Arithmetic {
    private final String text;
    private int at;

    private Arithmetic(String text) {
        this.text = text.replace(" ", "");
    }

    /**
     * The value of an expression.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static double valueOf(String expression) {
        Arithmetic reader = new Arithmetic(expression);
        double value = reader.sum();
        if (reader.at < reader.text.length()) {
            throw new IllegalArgumentException("no arithmetic: " + expression);
        }
        return value;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (next('+')) {
                value += product();
            } else if (next('-')) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = power();
        while (true) {
            if (next('*')) {
                value *= power();
            } else if (next('/')) {
                value /= power();
            } else if (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '(')) {
                value *= power();
            } else {
                return value;
            }
        }
    }

    private double power() {
        double base = factor();
        return next('^') ? Math.pow(base, power()) : base;
    }

    private double factor() {
        if (next('-')) {
            return -power();
        }
        if (next('(')) {
            double value = sum();
            if (!next(')')) {
                throw new IllegalArgumentException("no ) at " + at + " of " + text);
            }
            return value;
        }
        if (text.startsWith("log2", at)) {
            at += 4;
            return Math.log(factor()) / Math.log(2);
        }
        if (text.startsWith("ln", at)) {
            at += 2;
            return Math.log(factor());
        }
        if (text.startsWith("sqrt", at)) {
            at += 4;
            return Math.sqrt(factor());
        }
        int from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (from == at) {
            throw new IllegalArgumentException("no number at " + at + " of " + text);
        }
        return Double.parseDouble(text.substring(from, at));
    }

    private boolean next(char c) {
        boolean is = at < text.length() && text.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }
}
