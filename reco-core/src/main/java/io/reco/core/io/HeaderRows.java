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
            names.addAll(row.texts());
            row.setNames(names);
            List<String> missing = new ArrayList<>(required);
            missing.removeAll(names);
            if (!missing.isEmpty()) {
                fault = "the columns " + missing + " are not among " + shortened(names);
            }
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

    private static String shortened(List<String> columns) {
        return BadRecord.shortened(columns.toString());
    }
}
