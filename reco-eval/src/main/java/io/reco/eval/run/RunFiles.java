package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.core.io.Source;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.io.IOException;

/**
 * Reads the files of one comparison. All files that one instance reads share their item indices, so that judgements, runs and
 * tables of items fit together. Not thread-safe.
 *
 * <p>Formats, told apart by the first line (gzip is unpacked):
 *
 * <ul>
 *   <li>tables with a header line, fields separated by single tabs, lines by LF, or by CR LF when the header ends so: columns {@code user}, {@code item} and {@code grade},
 *       {@code score} or {@code gain}; or, for judgements and runs, three columns of other names in this order. Nothing is trimmed or normalised; ids are any Unicode without
 *       tab and LF;
 *   <li>two columns of which the second is called {@code tracks}, {@code items} or {@code docs}: a list a line, with spaces between items, best first;
 *       as judgements every item has grade 1. With the two columns {@code user} and {@code item} every line is one such item;
 *   <li>TREC, without header, fields separated by ASCII white space: qrels {@code query 0 item grade}, runs {@code query Q0 item rank score
 *       tag}. Rank and tag are not looked at, as by trec_eval. Scores stay double; trec_eval cuts them to float, which can make ties.
 * </ul>
 *
 * <p>Lines of one user need not follow each other. Empty lines are skipped. What is not as it should be ends the reading with a {@link
 * RunFormatException}: a wrong number of fields, an empty id, bytes that are not UTF-8, a grade that is no whole number, a score that is NaN or
 * no number (one beyond the doubles is infinite, and equal to others of its sign), a header whose names stand in another order than they
 * would be read, an item judged twice for one user. Items that a run repeats are left to the {@link io.reco.eval.metric.DuplicatePolicy}.
 */
public final class RunFiles {
    private final IdMap.Builder items = new IdMap.Builder();

    /** {@return the items of all files so far} */
    public IdMap items() {
        return items.build();
    }

    /** The items while files are still being read. */
    IdMap.Builder itemBuilder() {
        return items;
    }

    /**
     * {@return judgements}
     *
     * @param source qrels
     * @throws RunFormatException for a bad line
     */
    public Qrels readQrels(Source source) throws IOException {
        return new Qrels(read(source, Columns.Kind.QRELS));
    }

    /**
     * {@return a run, named like the source}
     *
     * @param source run
     * @throws RunFormatException for a bad line
     */
    public Run readRun(Source source) throws IOException {
        return new Run(source.name(), read(source, Columns.Kind.RUN));
    }

    /**
     * {@return what users have in training: the column {@code item} for {@code user}, in a table with a header} Further columns are
     * not looked at; an item that a user has several times counts once.
     *
     * @param source training table
     * @throws RunFormatException for a bad line, or none after the header
     */
    public Histories readHistories(Source source) throws IOException {
        UserRows rows = read(source, Columns.Kind.HISTORY);
        if (rows.users().size() == 0) {
            throw new RunFormatException(source.name(), 0, "the training table holds no row", "");
        }
        return new Histories(source.name(), rows);
    }

    /**
     * {@return the judgements with the satisfaction of what was heard, for {@code ndcg_satisfied}, {@code satisfied} and {@code skipped}} Items
     * that are not judged get grade 0; judged items of no row were not heard, and say nothing to these metrics. Users without judgement are
     * not looked at.
     *
     * @param qrels judgements, read with these files
     * @param source table with a header and the columns {@code user}, {@code item} and {@code gain} (0: skipped at once, 1: heard to its end)
     * @throws RunFormatException for a bad line, or an item that a user has twice
     */
    public Qrels readGains(Qrels qrels, Source source) throws IOException {
        return qrels.withGains(read(source, Columns.Kind.GAINS));
    }

    /**
     * {@return a builder of a run that is in memory, for the item indices of these files}
     *
     * @param name what it is called
     */
    public RunBuilder newRun(String name) {
        return new RunBuilder(name, items);
    }

    private UserRows read(Source source, Columns.Kind kind) throws IOException {
        UserRows.Builder rows = new UserRows.Builder();
        Judged judged = new Judged();
        try (Lines lines = new Lines(source)) {
            if (!lines.next()) {
                throw new RunFormatException(source.name(), 0, "the file is empty", "");
            }
            Columns columns = Columns.of(lines, kind);
            boolean data = !columns.tabs(); // then the first line is one
            while (data || lines.next()) {
                data = false;
                columns.split(lines);
                int user = rows.user(lines.bytes(), lines.start(columns.user()), lines.end(columns.user()));
                int at = lines.start(columns.item());
                int end = lines.end(columns.item());
                while (at < end) {
                    int to = columns.list() ? nextBlank(lines.bytes(), at, end) : end;
                    if (to > at) {
                        int item = items.addUtf8(lines.bytes(), at, to);
                        rows.add(item, value(lines, columns, kind, rows.size()));
                        if (kind == Columns.Kind.QRELS || kind == Columns.Kind.GAINS) {
                            judged.check(user, item, lines);
                        }
                    }
                    at = to + 1;
                }
            }
        }
        return rows.build();
    }

    private static int nextBlank(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    private static double value(Lines lines, Columns columns, Columns.Kind kind, int row) throws RunFormatException {
        return switch (kind) {
            case QRELS -> columns.value() < 0 ? 1 : lines.whole(columns.value(), "the grade");
            case RUN -> columns.value() < 0 ? -row : lines.number(columns.value(), "the score");
            case GAINS -> gain(lines, columns.value());
            case HISTORY -> 1;
        };
    }

    private static double gain(Lines lines, int field) throws RunFormatException {
        double gain = lines.number(field, "the gain");
        if (gain < 0 || gain > 1) {
            throw lines.bad("the gain is not from 0 to 1", lines.text(field));
        }
        return gain;
    }

    /** Where each item was judged. */
    private final class Judged {
        private final Long2LongOpenHashMap lineOf = new Long2LongOpenHashMap();

        void check(int user, int item, Lines lines) throws RunFormatException {
            long first = lineOf.putIfAbsent((long) user << 32 | item, lines.number());
            if (first != 0) {
                throw lines.bad("the item is there twice for this user, first in line " + first, items.id(item));
            }
        }
    }
}
