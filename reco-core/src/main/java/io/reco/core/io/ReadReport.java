package io.reco.core.io;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader did with its sources.
 *
 * @param format name of the format
 * @param sources by source, in reading order
 * @param outOfOrder events that came with an earlier time than the event of the same character before them; -1 when
 *     events have no time
 * @param notes what a reader left out or decided, one line each: columns not used, playlists whose two lists differ
 * @param examples the first rejections, at most {@value #MAX_EXAMPLES}, one line each
 */
public record ReadReport(
        String format, List<SourceReport> sources, long outOfOrder, List<String> notes, List<String> examples) {
    /** How many examples are kept. */
    public static final int MAX_EXAMPLES = 20;

    /** Copies the lists. */
    public ReadReport {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
        examples = List.copyOf(examples);
    }

    /** Records read, of all sources. */
    public long records() {
        return sources.stream().mapToLong(SourceReport::records).sum();
    }

    /** Records accepted, of all sources. */
    public long accepted() {
        return sources.stream().mapToLong(SourceReport::accepted).sum();
    }

    /** Records rejected, of all sources. */
    public long rejected() {
        return sources.stream().mapToLong(SourceReport::rejectedCount).sum();
    }

    /** Lines that are no records (blank ones, headers, metadata), of all sources. */
    public long skippedLines() {
        return sources.stream().mapToLong(SourceReport::skippedLines).sum();
    }

    /** Records rejected by reason, of all sources. */
    public Map<RejectReason, Long> rejectedByReason() {
        Map<RejectReason, Long> sum = new EnumMap<>(RejectReason.class);
        for (SourceReport source : sources) {
            source.rejected().forEach((reason, n) -> sum.merge(reason, n, Long::sum));
        }
        return sum;
    }

    /** As text: a line per source, then rejections, examples and notes. */
    public String toText() {
        StringBuilder out = new StringBuilder("format " + format + "\n");
        for (SourceReport s : sources) {
            out.append("  ")
                    .append(s.source())
                    .append(": ")
                    .append(s.records())
                    .append(" read = ")
                    .append(s.accepted())
                    .append(" accepted + ")
                    .append(s.rejectedCount())
                    .append(" rejected");
            s.rejected()
                    .forEach((reason, n) ->
                            out.append("; ").append(reason.code()).append(' ').append(n));
            if (s.skippedLines() > 0) {
                out.append("; ").append(s.skippedLines()).append(" lines skipped (blank, header)");
            }
            out.append('\n');
        }
        if (outOfOrder > 0) {
            out.append("  events that came out of time order: ")
                    .append(outOfOrder)
                    .append('\n');
        }
        examples.forEach(example -> out.append("  rejected: ").append(example).append('\n'));
        notes.forEach(note -> out.append("  note: ").append(note).append('\n'));
        return out.toString();
    }
}
