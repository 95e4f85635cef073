package io.reco.eval.report;

import java.util.List;

/** A plot to be drawn: data and labels, no looks. NaN points are left out. */
public sealed interface Chart {
    /** {@return what the plot shows in a sentence, for readers who do not see it} */
    String description();

    /** {@return names that a legend explains, in the order of their colours; empty when the plot needs none} */
    default List<String> legend() {
        return List.of();
    }

    /** {@return whether there is nothing to draw} */
    boolean isEmpty();

    /**
     * Values with intervals, one row each, best compared along one axis (a forest plot).
     *
     * @param description in a sentence
     * @param axis label of the value axis
     * @param rows from top to bottom
     */
    record Intervals(String description, String axis, List<Row> rows) implements Chart {
        /**
         * One value.
         *
         * @param label name of the row
         * @param value the value
         * @param low lower end of its interval; NaN for none
         * @param high upper end; NaN for none
         * @param emphasis whether it stands out
         */
        public record Row(String label, double value, double low, double high, boolean emphasis) {}

        /** Copies the rows. */
        public Intervals {
            rows = List.copyOf(rows);
        }

        @Override
        public boolean isEmpty() {
            return rows.stream().noneMatch(r -> Double.isFinite(r.value));
        }
    }

    /**
     * Bars by category: standing while every name has room below its bar, lying otherwise, in the order of the list.
     *
     * @param description in a sentence
     * @param axis label of the value axis
     * @param categories names along the other axis
     * @param values one per category
     */
    record Bars(String description, String axis, List<String> categories, List<Double> values) implements Chart {
        /** Copies the lists and checks that their lengths agree. */
        public Bars {
            categories = List.copyOf(categories);
            values = List.copyOf(values);
            if (categories.size() != values.size()) {
                throw new IllegalArgumentException("bar chart has " + categories.size() + " categories and "
                        + values.size() + " values, expected as many");
            }
        }

        @Override
        public boolean isEmpty() {
            return values.stream().noneMatch(Double::isFinite);
        }
    }

    /**
     * Lines over a common x axis.
     *
     * @param description in a sentence
     * @param xAxis label of the x axis
     * @param yAxis label of the y axis
     * @param lines at most {@value ChartRenderer#SERIES_COLOURS} for distinct colours
     */
    record Lines(String description, String xAxis, String yAxis, List<Line> lines) implements Chart {
        /**
         * One line.
         *
         * @param name in the legend
         * @param points in ascending order of x
         */
        public record Line(String name, List<Point> points) {
            /** Copies the points. */
            public Line {
                points = List.copyOf(points);
            }
        }

        /** Copies the lines. */
        public Lines {
            lines = List.copyOf(lines);
        }

        @Override
        public List<String> legend() {
            return lines.stream().map(Line::name).toList();
        }

        @Override
        public boolean isEmpty() {
            return lines.stream().allMatch(l -> l.points.stream().noneMatch(Point::isFinite));
        }
    }

    /**
     * Named points.
     *
     * @param description in a sentence
     * @param xAxis label of the x axis
     * @param yAxis label of the y axis
     * @param points with labels, written beside them
     */
    record Scatter(String description, String xAxis, String yAxis, List<Point> points) implements Chart {
        /** Copies the points. */
        public Scatter {
            points = List.copyOf(points);
        }

        @Override
        public boolean isEmpty() {
            return points.stream().noneMatch(Point::isFinite);
        }
    }

    /**
     * A point.
     *
     * @param label its name; empty for none
     * @param x position
     * @param y position
     */
    record Point(String label, double x, double y) {
        boolean isFinite() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }
}
