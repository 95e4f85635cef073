package io.reco.rerank;

import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.rerank.Trace.Entry;
import io.reco.rerank.Trace.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goes through the notes of a request again and keeps the ranks that the request itself had no need of. */
final class TraceReplay {
    private final RulePipeline pipeline;
    private final Reranked list;
    private final TraceLog log;
    private final Catalog catalog;
    private final int[] tracks;
    private final double[] scores;
    private final boolean[] out;
    private final boolean[] told;
    private final int[] position;
    private final int[] first;
    private final String[] shown;
    private final List<Entry> entries = new ArrayList<>();

    TraceReplay(RulePipeline pipeline, Reranked list, TraceLog log) {
        this.pipeline = pipeline;
        this.list = list;
        this.log = log;
        catalog = list.context().catalog();
        tracks = list.candidates().copyTracks();
        scores = list.candidates().copyScores();
        out = new boolean[tracks.length];
        told = new boolean[tracks.length];
        position = new int[tracks.length];
        shown = new String[tracks.length];
        for (int c = 0; c < tracks.length; c++) {
            shown[c] = catalog.tracks().id(tracks[c]);
        }
        for (int e = 0; e < log.size(); e++) {
            if (log.kind(e) == TraceLog.ADDED) {
                out[log.origin(e)] = true;
            } else if (log.kind(e) == TraceLog.REPLACED) {
                shown[log.origin(e)] = catalog.tracks().id((int) log.value(e));
            }
        }
        first = ranks();
        for (int p = 0; p < list.size(); p++) {
            position[list.candidate(p)] = p + 1;
        }
    }

    List<Entry> entries() {
        double[] firstScores = scores.clone();
        int[] before = first;
        int e = 0;
        while (e < log.size() && !isFill(e)) {
            int end = e;
            while (end < log.size() && !isFill(end) && log.rule(end) == log.rule(e)) {
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
            if (!told[c] && position[c] == 0) {
                entries.add(last(c, Kind.NOT_REACHED, 0, firstScores[c]));
            }
        }
        return List.copyOf(entries);
    }

    private boolean isFill(int e) {
        if (log.kind(e) == TraceLog.ADDED) {
            return false;
        }
        return log.rule(e) == TraceLog.NO_RULE
                || pipeline.rules().get(log.rule(e)).stage().compareTo(Stage.FILL) >= 0;
    }

    /** Entries of the notes of one rule; returns the ranks after it. */
    private int[] poolRule(int from, int to, int[] before) {
        double[] scoresBefore = scores.clone();
        for (int e = from; e < to; e++) {
            int c = log.origin(e);
            switch (log.kind(e)) {
                case TraceLog.DROPPED -> {
                    out[c] = true;
                    told[c] = true;
                }
                case TraceLog.ADDED -> out[c] = false;
                case TraceLog.RESCORED -> scores[c] = log.value(e);
                case TraceLog.REPLACED -> tracks[c] = (int) log.value(e);
                default -> {}
            }
        }
        int[] after = ranks();
        for (int e = from; e < to; e++) {
            int c = log.origin(e);
            Kind kind = switch (log.kind(e)) {
                case TraceLog.DROPPED -> Kind.DROPPED;
                case TraceLog.ADDED -> Kind.ADDED;
                case TraceLog.RESCORED -> Kind.RESCORED;
                case TraceLog.LABELLED -> Kind.LABELLED;
                default -> Kind.REPLACED;
            };
            String detail =
                    kind == Kind.ADDED ? "" : pipeline.rules().get(log.rule(e)).reason(log.code(e));
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
            int place = position[c];
            switch (log.kind(e)) {
                case TraceLog.DROPPED -> {
                    told[c] = true;
                    String detail = pipeline.rules().get(log.rule(e)).reason(log.code(e));
                    add(e, Kind.DROPPED, detail, ranks[c], 0, scores[c], scores[c]);
                }
                case TraceLog.EXCHANGED -> {
                    told[c] = true;
                    String gain = log.rule(e) == TraceLog.NO_RULE
                            ? log.code(e) + " more in the list"
                            : "relaxed " + (int) log.value(e) + " times less";
                    add(e, Kind.EXCHANGED, gain, ranks[c], 0, scores[c], scores[c]);
                }
                case TraceLog.HELD -> moved(e, Kind.HELD_BACK, "at " + log.code(e), ranks[c], place);
                case TraceLog.RELAXED -> moved(e, Kind.RELAXED, "by " + log.code(e), ranks[c], place);
                case TraceLog.PREFERRED -> moved(e, Kind.PREFERRED, number("worth", log.value(e)), ranks[c], place);
                case TraceLog.EXPLORED -> moved(e, Kind.EXPLORED, number("probability", log.value(e)), ranks[c], place);
                case TraceLog.PLANNED -> moved(e, Kind.PLANNED, "at " + log.code(e), ranks[c], place);
                case TraceLog.FIXED -> moved(e, Kind.PINNED, "at " + log.code(e), ranks[c], place);
                case TraceLog.SET_ASIDE -> moved(e, Kind.SET_ASIDE, "too little was left", ranks[c], place);
                default -> moved(e, Kind.SEQUENCED, "", log.code(e), (int) log.value(e));
            }
        }
    }

    private static String number(String what, double value) {
        return String.format(Locale.ROOT, "%s %.6f", what, value);
    }

    private void moved(int e, Kind kind, String detail, int rankBefore, int rankAfter) {
        double score = scores[log.origin(e)];
        add(e, kind, detail, rankBefore, rankAfter, score, score);
    }

    private void add(int e, Kind kind, String detail, int rankBefore, int rankAfter, double before, double after) {
        int rule = log.rule(e);
        int c = log.origin(e);
        entries.add(new Entry(
                id(c),
                shown[c],
                kind,
                rule == TraceLog.NO_RULE ? "" : pipeline.ruleNames().get(rule),
                rule == TraceLog.NO_RULE ? "" : pipeline.rules().get(rule).toString(),
                detail,
                first[c],
                rankBefore,
                rankAfter,
                before,
                after));
    }

    private Entry last(int c, Kind kind, int rankAfter, double scoreBefore) {
        return new Entry(id(c), shown[c], kind, "", "", "", first[c], first[c], rankAfter, scoreBefore, scores[c]);
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
        in.sort((c, d) -> c.equals(d) ? 0 : Ranking.before(scores, tracks, idRanks, c, d) ? -1 : 1);
        int[] ranks = new int[tracks.length];
        for (int r = 0; r < in.size(); r++) {
            ranks[in.get(r)] = r + 1;
        }
        return ranks;
    }
}
