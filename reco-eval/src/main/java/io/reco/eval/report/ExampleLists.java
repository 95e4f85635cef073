package io.reco.eval.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The lists of several models for one character, side by side: a column a model, a row a position. Immutable.
 *
 * @param caption whose lists they are
 * @param columns at least one
 */
public record ExampleLists(String caption, List<Column> columns) {
    /** Stands before a hit, so that it is seen without bold letters, too. */
    public static final String HIT = "\u2713 ";

    /**
     * The list of one model.
     *
     * @param model its name
     * @param items from the first place on
     */
    public record Column(String model, List<Item> items) {
        /** Copies the items. */
        public Column {
            items = List.copyOf(items);
        }
    }

    /**
     * One place of a list.
     *
     * @param name of the track
     * @param reason why it is there, below the name; empty for none
     * @param hit whether the character did play it in the test part
     */
    public record Item(String name, String reason, boolean hit) {}

    /** Copies the columns. */
    public ExampleLists {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("no lists to show: " + caption);
        }
    }

    /** {@return the table; hits are bold with a tick before them, shorter lists end earlier} */
    public ReportTable table() {
        ReportTable.Builder table = ReportTable.builder(caption).number("#");
        int longest = 0;
        for (Column column : columns) {
            table.text(column.model);
            longest = Math.max(longest, column.items.size());
        }
        for (int place = 0; place < longest; place++) {
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(place + 1L));
            for (Column column : columns) {
                row.add(
                        place < column.items.size()
                                ? cell(column.items.get(place))
                                : Cell.of("").muted());
            }
            table.row(row);
        }
        return table.build();
    }

    private static Cell cell(Item item) {
        Cell cell = Cell.of(item.hit ? HIT + item.name : item.name).withNote(item.reason);
        return item.hit ? cell.strong() : cell;
    }
}
