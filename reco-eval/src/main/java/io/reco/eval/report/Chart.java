package io.reco.eval.report;

import java.util.List;

/** A plot to be drawn: data and labels, no looks. NaN points are left out. */
public sealed interface Chart {
    /** {@return what the plot shows in a sentence, for readers who do not see it} */
    String description();

    /** {@return names that a legend explains, in the order of their colours; empty when the plot needs none} */
    default List<Key> legend() {
        return List.of();
    }

    /**
     * An entry of a legend.
     *
     * @param name of a series
     * @param reference whether it is what the others are compared with; it stands back and takes no colour
     */
    record Key(String name, boolean reference) {}

    /** {@return whether there is nothing to draw} */
    boolean isEmpty();

    /**
     * Values with intervals, one row each, best compared along one axis (a forest plot).
     *
     * @param description in a sentence
     * @param axis label of the value axis
     * @param rows from top to bottom
     * @param zeroLine whether a line marks zero, as for differences
     */
    record Intervals(String description, String axis, List<Intervals.Row> rows, boolean zeroLine) implements Chart {
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

        /** Values of which zero is nothing special. */
        public Intervals(String description, String axis, List<Intervals.Row> rows) {
            this(description, axis, rows, false);
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
         * @param reference whether it is what the others are compared with; it stands back and takes no colour
         */
        public record Line(String name, List<Point> points, boolean reference) {
            /** Copies the points. */
            public Line {
                points = List.copyOf(points);
            }

            /** A line in the next colour. */
            public Line(String name, List<Point> points) {
                this(name, points, false);
            }
        }

        /** Copies the lines. */
        public Lines {
            lines = List.copyOf(lines);
        }

        @Override
        public List<Key> legend() {
            return lines.stream().map(l -> new Key(l.name, l.reference)).toList();
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
     * Values of several series by category, one row each, a dot a series (a dot plot).
     *
     * @param description in a sentence
     * @param axis label of the value axis
     * @param categories names of the rows, from top to bottom
     * @param series at most {@value ChartRenderer#SERIES_COLOURS} for distinct colours, besides references
     */
    record Dots(String description, String axis, List<String> categories, List<Series> series) implements Chart {
        /**
         * One value a category.
         *
         * @param name in the legend
         * @param values one per category
         * @param reference whether it is what the others are compared with; it is drawn as a bar from zero and takes no colour
         */
        public record Series(String name, List<Double> values, boolean reference) {
            /** Copies the values. */
            public Series {
                values = List.copyOf(values);
            }
        }

        /** Copies the lists and checks that their lengths agree. */
        public Dots {
            categories = List.copyOf(categories);
            series = List.copyOf(series);
            for (Series one : series) {
                if (one.values.size() != categories.size()) {
                    throw new IllegalArgumentException("series '" + one.name + "' has " + one.values.size()
                            + " values for " + categories.size() + " categories, expected as many");
                }
            }
        }

        @Override
        public List<Key> legend() {
            return series.stream().map(s -> new Key(s.name, s.reference)).toList();
        }

        @Override
        public boolean isEmpty() {
            return series.stream().allMatch(s -> s.values.stream().noneMatch(Double::isFinite));
        }
    }

    /**
     * Values in rows and columns, coloured by how far each is above or below what its column is compared with; the value is printed in
     * its cell. The strongest colours stand for the largest deviation, or for {@value #FULL} if it is larger.
     *
     * @param description in a sentence
     * @param columns names
     * @param rows from top to bottom
     */
    record HeatMap(String description, List<String> columns, List<HeatMap.Row> rows) implements Chart {
        /** Relative deviation from which colours do not grow stronger. */
        public static final double FULL = 1;

        /**
         * A row.
         *
         * @param label its name
         * @param cells one per column
         */
        public record Row(String label, List<Cell> cells) {
            /** Copies the cells. */
            public Row {
                cells = List.copyOf(cells);
            }
        }

        /**
         * A value.
         *
         * @param value printed; a NaN is a dash
         * @param deviation relative, 0.1 for ten percent above; NaN: not coloured
         */
        public record Cell(double value, double deviation) {}

        /** Copies the lists and checks that every row has one cell per column. */
        public HeatMap {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (HeatMap.Row row : rows) {
                if (row.cells.size() != columns.size()) {
                    throw new IllegalArgumentException("row '" + row.label + "' of the heat map has " + row.cells.size()
                            + " cells, expected " + columns.size());
                }
            }
        }

        @Override
        public boolean isEmpty() {
            return rows.stream().allMatch(r -> r.cells.stream().noneMatch(c -> Double.isFinite(c.value)));
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
