package io.reco.rerank;

import io.reco.core.data.Catalog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.ReleaseDate;
import io.reco.core.recommend.FallbackSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Finds the reasons of the tracks of a list, the weightiest first. Every reason is true of the computation: a contributing
 * track is one of the history, a relaxed rule one that did give way. Immutable and thread-safe.
 */
public final class Explainer {
    private final int newReleaseDays;
    private final EventSemantics semantics;
    private final Contributors contributors;

    /**
     * Which track of the history moved the model most towards a track.
     *
     * <p>The explainer says {@code BECAUSE_OF} on the word of the implementation and checks only that the track was heard;
     * that the reason is true of the computation is for the implementation to guarantee: with the events of that one
     * track removed from the history, and all else equal, the model must <em>rank</em> the explained track lower among the
     * candidates. A lower score does not imply that: without the track the scores of all candidates may fall, and the
     * explained track may keep or better its rank. Where no track passes, the answer is {@link IdMap#ABSENT}.
     * {@link RemovalContributors} guarantees it for any model.
     */
    @FunctionalInterface
    public interface Contributors {
        /** No model is asked. */
        Contributors NONE = (context, semantics) -> track -> IdMap.ABSENT;

        /**
         * For the tracks of one request. Asked once for a list, and not for one of fallbacks only; thread-safe, while the answer
         * is used by one thread.
         *
         * @param context the request
         * @param semantics which events of the history count as heard: only a track that was heard may be named
         * @return gives, for the index of a track, that of the track of the history without which it would rank lower, of several
         *     that without which it would fall most, or {@link IdMap#ABSENT} when there is none
         */
        IntUnaryOperator of(RuleContext context, EventSemantics semantics);
    }

    /**
     * An explainer.
     *
     * @param newReleaseDays how old in days a new release may be, 0 or above
     * @param semantics which events of the history count as heard
     * @param contributors what the model goes by
     */
    public Explainer(int newReleaseDays, EventSemantics semantics, Contributors contributors) {
        if (newReleaseDays < 0) {
            throw new IllegalArgumentException("newReleaseDays " + newReleaseDays + " is not 0 or above");
        }
        this.newReleaseDays = newReleaseDays;
        this.semantics = semantics;
        this.contributors = contributors;
    }

    /**
     * The reasons of every position; a position may have none.
     *
     * @throws IllegalStateException if the contributor of a track was not heard
     */
    public List<List<Reason>> explain(Reranked list) {
        RuleContext context = list.context();
        Catalog catalog = context.catalog();
        Familiarity heard = Familiarity.of(context, semantics);
        IntUnaryOperator contributorOf = null;
        List<List<Reason>> all = new ArrayList<>();
        for (int p = 0; p < list.size(); p++) {
            int t = list.track(p);
            List<Reason> reasons = new ArrayList<>();
            if (list.isPinned(p)) {
                reasons.add(new Reason(Reason.Kind.PINNED, List.of()));
            }
            if (isPromoted(list, t)) {
                reasons.add(new Reason(Reason.Kind.CAMPAIGN, List.of()));
            }
            List<String> groups = FallbackSource.groups(list.candidates().source(list.candidate(p)));
            int contributor = IdMap.ABSENT;
            groups.forEach(group -> reasons.add(new Reason(Reason.Kind.FALLBACK, List.of(group))));
            if (groups.isEmpty()) {
                if (contributorOf == null) {
                    contributorOf = contributors.of(context, semantics);
                }
                contributor = contributorOf.applyAsInt(t);
            }
            if (contributor != IdMap.ABSENT) {
                if (!heard.hasTrack(contributor)) {
                    throw new IllegalStateException("track '" + catalog.tracks().id(contributor)
                            + "' is said to have contributed to '"
                            + catalog.tracks().id(t)
                            + "' but is not in the history");
                }
                reasons.add(new Reason(Reason.Kind.BECAUSE_OF, List.of(title(catalog, contributor))));
            } else {
                addShared(reasons, catalog, t, heard);
            }
            addNewRelease(reasons, t, context);
            if (!heard.isEmpty() && catalog.creditCount(t) > 0 && !heard.hasAnyArtistOf(t)) {
                reasons.add(new Reason(Reason.Kind.NEW_ARTIST, List.of(mainArtist(catalog, t))));
            }
            if (list.isExplored(p)) {
                reasons.add(new Reason(Reason.Kind.EXPLORED, List.of()));
            }
            for (String label : list.labels(p)) {
                reasons.add(new Reason(Reason.Kind.LABEL, List.of(label)));
            }
            list.relaxedRule(p).ifPresent(rule -> reasons.add(new Reason(Reason.Kind.RELAXED_RULE, List.of(rule))));
            all.add(List.copyOf(reasons));
        }
        return all;
    }

    private static boolean isPromoted(Reranked list, int t) {
        for (Rule rule : list.rules()) {
            if (rule instanceof PoolRule pool && pool.promotes(list.context(), t)) {
                return true;
            }
        }
        return false;
    }

    /** What the track has in common with the history: its main artist, or else the first of its genres that was heard. */
    private static void addShared(List<Reason> reasons, Catalog catalog, int t, Familiarity heard) {
        if (catalog.creditCount(t) > 0 && heard.hasArtist(catalog.mainArtist(t))) {
            reasons.add(new Reason(Reason.Kind.SHARED_ARTIST, List.of(mainArtist(catalog, t))));
            return;
        }
        for (int l = 0; l < catalog.trackGenres().length(t); l++) {
            int genre = catalog.trackGenres().get(t, l);
            if (heard.hasGenre(genre)) {
                reasons.add(new Reason(Reason.Kind.SHARED_GENRE, List.of(catalog.genreName(genre))));
                return;
            }
        }
    }

    private void addNewRelease(List<Reason> reasons, int t, RuleContext context) {
        ReleaseDate released = ReleaseDate.ofNumber(context.catalog().released(t));
        if (released.known()) {
            LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(context.nowMillis()), ZoneOffset.UTC);
            long days = today.toEpochDay() - released.earliest().toEpochDay();
            if (days >= 0 && days <= newReleaseDays) {
                reasons.add(new Reason(Reason.Kind.NEW_RELEASE, List.of(released.toString())));
            }
        }
    }

    private static String title(Catalog catalog, int t) {
        String title = catalog.title(t);
        return title.isEmpty() ? catalog.tracks().id(t) : title;
    }

    private static String mainArtist(Catalog catalog, int t) {
        int a = catalog.mainArtist(t);
        String name = catalog.artistName(a);
        return name.isEmpty() ? catalog.artists().id(a) : name;
    }
}
