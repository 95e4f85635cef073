package io.reco.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table for the report and for the console: named columns, each of text (aligned left) or numbers (aligned right), and rows. The
 * first column names the row. Immutable.
 *
 * @param caption what the table shows; empty for none
 * @param columns at least one
 * @param rows each with one cell per column
 */
public record ReportTable(String caption, List<Column> columns, List<List<Cell>> rows) {
    /**
     * A column.
     *
     * @param name heading
     * @param number whether its cells are numbers
     */
    public record Column(String name, boolean number) {}

    /** Copies the lists and checks that every row has one cell per column. */
    public ReportTable {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table '" + caption + "' has no columns");
        }
        List<List<Cell>> copies = new ArrayList<>();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("row " + copies.size() + " of table '" + caption + "' has "
                        + row.size() + " cells, expected " + columns.size());
            }
            copies.add(List.copyOf(row));
        }
        rows = List.copyOf(copies);
    }

    /**
     * {@return a table to be filled}
     *
     * @param caption what the table shows; empty for none
     */
    public static Builder builder(String caption) {
        return new Builder(caption);
    }

    /** {@return the text of every cell, without notes, row by row} */
    public List<List<String>> texts() {
        return rows.stream().map(row -> row.stream().map(Cell::text).toList()).toList();
    }

    /** Collects columns, then rows. */
    public static final class Builder {
        private final String caption;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder(String caption) {
            this.caption = caption;
        }

        /** Adds columns of text. */
        public Builder text(String... names) {
            Arrays.stream(names).forEach(name -> columns.add(new Column(name, false)));
            return this;
        }

        /** Adds columns of numbers. */
        public Builder number(String... names) {
            Arrays.stream(names).forEach(name -> columns.add(new Column(name, true)));
            return this;
        }

        /** Adds a row of plain cells. */
        public Builder row(String... cells) {
            return row(Arrays.stream(cells).map(Cell::of).toList());
        }

        /** Adds a row. */
        public Builder row(Cell... cells) {
            return row(List.of(cells));
        }

        /** Adds a row. */
        public Builder row(List<Cell> cells) {
            rows.add(cells);
            return this;
        }

        /** {@return the table} */
        public ReportTable build() {
            return new ReportTable(caption, columns, rows);
        }
    }
}
