package io.reco.rerank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every decision of one request: for each candidate kept, moved or dropped, the rule with its parameters and the rank and
 * score before and after it. Ranks begin at 1; 0 stands for "not in the race". A rank within the pool is the one by score
 * and id among the candidates that were left at that point.
 *
 * <p>Every candidate has exactly one last entry: {@link Kind#KEPT}, {@link Kind#DROPPED}, {@link Kind#EXCHANGED} or
 * {@link Kind#NOT_REACHED}. Worked out from the notes of the request when it is asked for, so a request that is traced pays for the notes only.
 */
public final class Trace {
    /** What was decided. */
    public enum Kind {
        /** A rule took the candidate out. */
        DROPPED,
        /** A rule gave it another score. */
        RESCORED,
        /** A rule put another release in its place. */
        REPLACED,
        /** Its turn had come, and a rule about the neighbourhood let others pass; the detail tells the first position. */
        HELD_BACK,
        /** It was placed although a rule objected, because nothing fitted better; the detail tells by how much. */
        RELAXED,
        /** The objective preferred it to the best one left; the detail tells its worth. */
        PREFERRED,
        /** A sequencing rule put it elsewhere. */
        SEQUENCED,
        /** A rule added it to the candidates. */
        ADDED,
        /** A rule put a label on it. */
        LABELLED,
        /** Chance preferred it to the best that fitted; the detail tells the probability it had. */
        EXPLORED,
        /** It has a position of its own and was put there. */
        PINNED,
        /** A search put it there, so that the rule had to be relaxed less often; the detail tells the position. */
        PLANNED,
        /** It came in because the rule was set aside: too little was left ({@link NeverEmpty}). */
        SET_ASIDE,
        /** It is in the list. */
        KEPT,
        /**
         * It was given up so that others, which it kept out, could come in; the detail tells how many more tracks there are, or how
         * much less often the rule was relaxed.
         */
        EXCHANGED,
        /** No rule took it out, but the list was full before its turn; a rule may have held it back before. */
        NOT_REACHED
    }

    /**
     * One decision.
     *
     * @param trackId raw id of the candidate, as it came in
     * @param shownTrackId raw id of what stands in its place in the end: another one when a rule put another release there
     * @param kind what was decided
     * @param rule name of the rule; empty for {@link Kind#KEPT} and {@link Kind#NOT_REACHED}, and for {@link Kind#EXCHANGED} and
     *     {@link Kind#PLANNED} when it was for the length of the list
     * @param parameters the rule with its parameters; empty when there is no rule
     * @param detail what more there is to tell; may be empty
     * @param firstRank rank of the candidate among all candidates, before any rule; 0 for one that a rule added
     * @param rankBefore rank just before the decision, among the candidates that were left
     * @param rankAfter rank or position after, 0 when it is out
     * @param scoreBefore score before
     * @param scoreAfter score after
     */
    public record Entry(
            String trackId,
            String shownTrackId,
            Kind kind,
            String rule,
            String parameters,
            String detail,
            int firstRank,
            int rankBefore,
            int rankAfter,
            double scoreBefore,
            double scoreAfter) {}

    private final RulePipeline pipeline;
    private final Reranked list;
    private final List<Entry> entries;

    Trace(RulePipeline pipeline, Reranked list, TraceLog log) {
        this.pipeline = pipeline;
        this.list = list;
        this.entries = new TraceReplay(pipeline, list, log).entries();
    }

    /** All decisions in the order in which they were made; the last entries of all candidates come last, kept ones first. */
    public List<Entry> entries() {
        return entries;
    }

    /** The decisions about one candidate, in order. The id may be the one it came with or the one that is shown. */
    public List<Entry> of(String trackId) {
        return entries.stream()
                .filter(entry ->
                        entry.trackId().equals(trackId) || entry.shownTrackId().equals(trackId))
                .toList();
    }

    /** Numbers per rule. */
    public RuleCounts counts() {
        return list.counts();
    }

    /** The whole story as text, a line a decision, in the listener's terms: what is in the list and why, what is not. */
    public String explain() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "surface %s: %d of %d tracks from %d candidates, %d pull%s%n",
                list.context().surface(),
                list.size(),
                list.k(),
                list.candidates().size(),
                list.pulls(),
                list.pulls() == 1 ? "" : "s"));
        if (!list.setAside().isEmpty()) {
            out.append("set aside: ").append(list.setAside()).append(System.lineSeparator());
        }
        list.shortfall().ifPresent(why -> out.append("short: ").append(why).append(System.lineSeparator()));
        for (int r = 0; r < pipeline.rules().size(); r++) {
            RuleCounts.Row row = counts().rows().get(r);
            out.append(String.format(
                    Locale.ROOT,
                    "rule %-24s dropped %4d  moved %4d  relaxed %4d   %s%n",
                    row.rule(),
                    row.dropped(),
                    row.moved(),
                    row.relaxed(),
                    pipeline.rules().get(r)));
        }
        Map<String, List<Entry>> stories = new LinkedHashMap<>();
        for (Entry entry : entries) {
            stories.computeIfAbsent(entry.trackId(), id -> new ArrayList<>()).add(entry);
        }
        List<List<Entry>> lots = new ArrayList<>(stories.values());
        lots.sort(Comparator.comparingInt(Trace::group));
        for (List<Entry> story : lots) {
            tell(story, out);
        }
        return out.toString();
    }

    /** Kept tracks by position, then those with a story that were not reached or given up, then those dropped. */
    private static int group(List<Entry> story) {
        Entry last = story.get(story.size() - 1);
        return switch (last.kind()) {
            case KEPT -> last.rankAfter();
            case DROPPED -> Integer.MAX_VALUE;
            default -> Integer.MAX_VALUE - 1;
        };
    }

    private static void tell(List<Entry> story, StringBuilder out) {
        Entry last = story.get(story.size() - 1);
        if (last.kind() == Kind.KEPT) {
            out.append(String.format(
                    Locale.ROOT,
                    "%3d. %s  was %d, score %.4f -> %.4f%n",
                    last.rankAfter(),
                    last.shownTrackId(),
                    last.firstRank(),
                    last.scoreBefore(),
                    last.scoreAfter()));
        } else if (story.size() > 1 || last.kind() != Kind.NOT_REACHED) {
            out.append("   -  ").append(last.trackId()).append("  ");
            out.append(line(last)).append(System.lineSeparator());
        }
        for (Entry step : story.subList(0, story.size() - 1)) {
            out.append("       ").append(line(step)).append(System.lineSeparator());
        }
    }

    private static String line(Entry entry) {
        StringBuilder line = new StringBuilder(entry.rule())
                .append(entry.rule().isEmpty() ? "" : " ")
                .append(entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (!entry.detail().isEmpty()) {
            line.append(" (").append(entry.detail()).append(')');
        }
        if (entry.rankAfter() != 0) {
            line.append(", ").append(entry.rankBefore()).append(" -> ").append(entry.rankAfter());
        } else {
            line.append(", was ").append(entry.firstRank());
        }
        if (entry.scoreBefore() != entry.scoreAfter()) {
            line.append(String.format(Locale.ROOT, ", score %.4f -> %.4f", entry.scoreBefore(), entry.scoreAfter()));
        }
        return line.toString();
    }
}
