package io.reco.rerank;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every decision of one request: for each candidate kept, moved or dropped, the rule with its parameters and the rank and
 * score before and after it. Ranks begin at 1; 0 stands for "not in the race". A rank within the pool is the one by score
 * and id among the candidates that were left at that point.
 *
 * <p>Every candidate has exactly one last entry: {@link Kind#KEPT}, {@link Kind#DROPPED} or {@link Kind#NOT_REACHED}.
 * Worked out from the notes of the request when it is asked for, so a request that is traced pays for the notes only.
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
        /** It is in the list. */
        KEPT,
        /** No rule objected, but the list was full. */
        NOT_REACHED
    }

    /**
     * One decision.
     *
     * @param trackId raw id of the candidate
     * @param kind what was decided
     * @param rule name of the rule; empty for {@link Kind#KEPT} and {@link Kind#NOT_REACHED}
     * @param parameters the rule with its parameters; empty when there is no rule
     * @param detail what more there is to tell; may be empty
     * @param firstRank rank of the candidate among all candidates, before any rule
     * @param rankBefore rank just before the decision, among the candidates that were left
     * @param rankAfter rank or position after, 0 when it is out
     * @param scoreBefore score before
     * @param scoreAfter score after
     */
    public record Entry(
            String trackId,
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
        this.entries = new Replay(pipeline, list, log).entries();
    }

    /** All decisions in the order in which they were made; the last entries of all candidates come last, kept ones first. */
    public List<Entry> entries() {
        return entries;
    }

    /** The decisions about one candidate, in order. */
    public List<Entry> of(String trackId) {
        return entries.stream().filter(entry -> entry.trackId().equals(trackId)).toList();
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
        for (Entry entry : entries) {
            if (entry.kind() == Kind.KEPT) {
                out.append(String.format(
                        Locale.ROOT,
                        "%3d. %s  was %d, score %.4f -> %.4f%n",
                        entry.rankAfter(),
                        entry.trackId(),
                        entry.firstRank(),
                        entry.scoreBefore(),
                        entry.scoreAfter()));
                for (Entry step : of(entry.trackId())) {
                    if (step.kind() != Kind.KEPT) {
                        out.append("       ").append(line(step)).append(System.lineSeparator());
                    }
                }
            }
        }
        for (Entry entry : entries) {
            if (entry.kind() == Kind.DROPPED) {
                out.append("   -  ")
                        .append(entry.trackId())
                        .append("  ")
                        .append(line(entry))
                        .append(System.lineSeparator());
            }
        }
        return out.toString();
    }

    private static String line(Entry entry) {
        StringBuilder line = new StringBuilder(entry.rule())
                .append(' ')
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

    /** Goes through the notes again and keeps the ranks that the request itself had no need of. */
    private static final class Replay {
        private final RulePipeline pipeline;
        private final Reranked list;
        private final TraceLog log;
        private final Catalog catalog;
        private final int[] tracks;
        private final double[] scores;
        private final boolean[] out;
        private final int[] position;
        private final int[] first;
        private final List<Entry> entries = new ArrayList<>();

        Replay(RulePipeline pipeline, Reranked list, TraceLog log) {
            this.pipeline = pipeline;
            this.list = list;
            this.log = log;
            catalog = list.context().catalog();
            tracks = list.candidates().copyTracks();
            scores = list.candidates().copyScores();
            out = new boolean[tracks.length];
            position = new int[tracks.length];
            first = ranks();
            for (int p = 0; p < list.size(); p++) {
                position[list.candidate(p)] = p + 1;
            }
        }

        List<Entry> entries() {
            double[] firstScores = scores.clone();
            int[] before = first;
            int e = 0;
            while (e < log.size() && !isFill(log.rule(e))) {
                int end = e;
                while (end < log.size() && log.rule(end) == log.rule(e)) {
                    end++;
                }
                before = poolRule(e, end, before);
                e = end;
            }
            fill(e, before);
            for (int p = 0; p < list.size(); p++) {
                int c = list.candidate(p);
                entries.add(last(c, Kind.KEPT, p + 1, firstScores[c]));
            }
            for (int c = 0; c < tracks.length; c++) {
                if (!out[c] && position[c] == 0) {
                    entries.add(last(c, Kind.NOT_REACHED, 0, firstScores[c]));
                }
            }
            return List.copyOf(entries);
        }

        private boolean isFill(int rule) {
            return pipeline.rules().get(rule).stage().compareTo(Stage.FILL) >= 0;
        }

        /** Entries of the notes of one rule; returns the ranks after it. */
        private int[] poolRule(int from, int to, int[] before) {
            double[] scoresBefore = scores.clone();
            for (int e = from; e < to; e++) {
                int c = log.origin(e);
                switch (log.kind(e)) {
                    case TraceLog.DROPPED -> out[c] = true;
                    case TraceLog.RESCORED -> scores[c] = log.value(e);
                    default -> tracks[c] = (int) log.value(e);
                }
            }
            int[] after = ranks();
            for (int e = from; e < to; e++) {
                int c = log.origin(e);
                Rule rule = pipeline.rules().get(log.rule(e));
                Kind kind = switch (log.kind(e)) {
                    case TraceLog.DROPPED -> Kind.DROPPED;
                    case TraceLog.RESCORED -> Kind.RESCORED;
                    default -> Kind.REPLACED;
                };
                String detail = rule.reason(log.code(e));
                if (kind == Kind.REPLACED) {
                    detail = (detail + " by " + catalog.tracks().id((int) log.value(e))).trim();
                }
                add(e, kind, detail, before[c], after[c], scoresBefore[c], scores[c]);
            }
            return after;
        }

        private void fill(int from, int[] ranks) {
            for (int e = from; e < log.size(); e++) {
                int c = log.origin(e);
                switch (log.kind(e)) {
                    case TraceLog.DROPPED -> {
                        out[c] = true;
                        String detail = pipeline.rules().get(log.rule(e)).reason(log.code(e));
                        add(e, Kind.DROPPED, detail, ranks[c], 0, scores[c], scores[c]);
                    }
                    case TraceLog.HELD ->
                        add(e, Kind.HELD_BACK, "at " + log.code(e), ranks[c], position[c], scores[c], scores[c]);
                    case TraceLog.RELAXED ->
                        add(e, Kind.RELAXED, "by " + log.code(e), ranks[c], position[c], scores[c], scores[c]);
                    case TraceLog.PREFERRED -> {
                        String detail = String.format(Locale.ROOT, "worth %.6f", log.value(e));
                        add(e, Kind.PREFERRED, detail, ranks[c], position[c], scores[c], scores[c]);
                    }
                    default -> add(e, Kind.SEQUENCED, "", log.code(e), (int) log.value(e), scores[c], scores[c]);
                }
            }
        }

        private void add(int e, Kind kind, String detail, int rankBefore, int rankAfter, double before, double after) {
            int rule = log.rule(e);
            entries.add(new Entry(
                    id(log.origin(e)),
                    kind,
                    pipeline.ruleNames().get(rule),
                    pipeline.rules().get(rule).toString(),
                    detail,
                    first[log.origin(e)],
                    rankBefore,
                    rankAfter,
                    before,
                    after));
        }

        private Entry last(int c, Kind kind, int rankAfter, double scoreBefore) {
            return new Entry(id(c), kind, "", "", "", first[c], first[c], rankAfter, scoreBefore, scores[c]);
        }

        /** The id the candidate came with, also when another release took its place. */
        private String id(int c) {
            return catalog.tracks().id(list.candidates().track(c));
        }

        /** Rank of every candidate among those still in, 0 for the others. */
        private int[] ranks() {
            IdMap ids = catalog.tracks();
            int[] idRanks = ids.codePointRanks();
            List<Integer> in = new ArrayList<>();
            for (int c = 0; c < tracks.length; c++) {
                if (!out[c]) {
                    in.add(c);
                }
            }
            in.sort((c, d) -> Ranking.before(scores, tracks, idRanks, c, d) ? -1 : 1);
            int[] ranks = new int[tracks.length];
            for (int r = 0; r < in.size(); r++) {
                ranks[in.get(r)] = r + 1;
            }
            return ranks;
        }
    }
}
