package io.reco.core.io;

import java.util.ArrayList;
import java.util.List;

/** Lines below a header that names the columns, in any order; columns that are not asked for may be there too. */
abstract class HeaderRows implements TextTable.Rows {
    private final List<String> required;
    private final List<String> names = new ArrayList<>();
    private boolean started;
    private String fault = "";

    HeaderRows(String... required) {
        this.required = List.of(required);
    }

    /**
     * Makes a name of what stands in the header.
     *
     * @throws IllegalArgumentException if it does not belong into a header
     */
    String plainName(String cell) {
        return cell;
    }

    /** Takes a line below the header. */
    abstract void record(Row row) throws BadRecord;

    /** Position of a column, or -1. */
    final int at(String name) {
        return names.indexOf(name);
    }

    @Override
    public final boolean take(Row row) throws BadRecord {
        if (!started) {
            started = true;
            begin(row);
            if (fault.isEmpty()) {
                return false;
            }
        }
        if (!fault.isEmpty()) {
            throw BadRecord.of(RejectReason.MISSING_HEADER, fault);
        }
        row.require(names.size());
        record(row);
        return true;
    }

    private void begin(Row row) {
        if (!row.first()) {
            fault = EventRows.LOST_HEADER;
            return;
        }
        try {
            for (String cell : row.texts()) {
                names.add(plainName(cell));
            }
        } catch (IllegalArgumentException e) {
            fault = String.valueOf(e.getMessage());
            return;
        }
        row.setNames(names);
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(names);
        if (!missing.isEmpty()) {
            fault = "the columns " + missing + " are not among " + shortened(names);
        }
    }

    /** Names of the columns. */
    final List<String> names() {
        return names;
    }

    private static String shortened(List<String> columns) {
        return BadRecord.shortened(columns.toString());
    }
}
