package io.reco.rerank.surface;

import io.reco.core.data.IdMap;
import io.reco.core.recommend.Basis;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.Recommender;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import io.reco.rerank.Reranked;
import io.reco.rerank.config.SourceConfig;
import io.reco.rerank.fusion.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One query on its way through the sources, the fusion and the rules of one surface. Used by one thread. */
final class SurfaceRequest {
    private final Surface surface;
    private final Query query;
    private final IdMap tracks;
    private final List<Pull> pulls = new ArrayList<>();
    private final Reranked list;
    /** Number of candidates of the last pull, without those that rules added. */
    private int pulled;

    /**
     * Makes the list.
     *
     * @param first the answers of the models to the {@link #firstDepth}, in the order of the sources, null for a source that
     *     is no model; empty: they are asked here
     */
    SurfaceRequest(Surface surface, Query query, List<@Nullable RecommendationList> first) {
        this.surface = surface;
        this.query = query;
        tracks = surface.contexts().tracks();
        List<SourceConfig> sources = surface.config().sources();
        for (int s = 0; s < sources.size(); s++) {
            pulls.add(new Pull(sources.get(s), first.isEmpty() ? null : first.get(s), firstDepth(surface, query, s)));
        }
        list = surface.pipeline()
                .apply(
                        this::candidates,
                        surface.contexts().of(query),
                        query.k(),
                        surface.config().depth());
    }

    /** How deep source {@code s} is asked at first. */
    static int firstDepth(Surface surface, Query query, int s) {
        int depth = Math.max(surface.config().depth(), query.k());
        return Math.min(
                Math.min(depth, surface.config().maxDepth()),
                surface.config().sources().get(s).depth());
    }

    private Candidates candidates(int n) {
        int most = Math.min(n, surface.config().maxDepth());
        Candidates candidates;
        if (pulls.size() == 1) {
            candidates = pulls.get(0).own(most);
        } else {
            List<Ranked> lists = pulls.stream().map(pull -> pull.ranked(most)).toList();
            candidates = surface.fusion().fuse(lists, most, tracks).candidates();
        }
        pulled = candidates.size();
        return candidates;
    }

    Reranked list() {
        return list;
    }

    /** As an answer: it rests on the best of what the models' answers rest on. */
    RecommendationList answer() {
        Basis basis = Basis.NONE;
        int unknown = 0;
        Set<String> meant = new HashSet<>();
        for (Pull pull : pulls) {
            RecommendationList answer = pull.answer;
            if (answer != null) {
                basis = answer.basis().compareTo(basis) < 0 ? answer.basis() : basis;
                unknown = Math.max(unknown, answer.unknownIds());
            }
            pull.addMeant(meant);
        }
        int filled = 0;
        for (int p = 0; p < list.size(); p++) {
            int c = list.candidate(p);
            if (c < pulled && !meant.contains(tracks.id(list.candidates().track(c)))) {
                filled++;
            }
        }
        return new RecommendationList(query.characterId(), list.items(), basis, filled, unknown);
    }

    /** What one source gave. */
    private final class Pull {
        private final SourceConfig source;
        private final @Nullable Recommender model;
        private final @Nullable CandidateSource other;
        private @Nullable RecommendationList answer;
        private @Nullable Candidates candidates;
        private int asked;

        Pull(SourceConfig source, @Nullable RecommendationList first, int firstDepth) {
            this.source = source;
            Optional<Recommender> found = surface.resources().model(source.name());
            model = found.orElse(null);
            other = found.isPresent() ? null : surface.resources().candidates(source.name(), query);
            answer = first;
            asked = first == null ? 0 : firstDepth;
        }

        /** Asks again when more is wanted than was asked for, and there may be more. */
        private void pull(int n) {
            int wanted = Math.min(n, source.depth());
            int size = answer != null ? answer.size() : candidates != null ? candidates.size() : 0;
            if (wanted == asked || (wanted > asked && asked > 0 && size < asked)) {
                return;
            }
            asked = wanted;
            if (model != null) {
                answer = model.recommend(query.withK(wanted));
            } else if (other != null) {
                candidates = best(other.top(wanted), wanted);
            }
        }

        /** The best {@code n}: a source may give more than it was asked for. */
        private Candidates best(Candidates given, int n) {
            if (given.size() <= n) {
                return given;
            }
            int[] idRanks = tracks.codePointRanks();
            int[] order = IntStream.range(0, given.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> 0.0 - given.score(i))
                            .thenComparingInt(i -> idRanks[given.track(i)]))
                    .limit(n)
                    .mapToInt(i -> i)
                    .toArray();
            return Candidates.of(
                    IntStream.of(order).map(given::track).toArray(),
                    IntStream.of(order).mapToDouble(given::score).toArray(),
                    IntStream.of(order).mapToObj(given::source).toArray(String[]::new));
        }

        /** With the scores of the source. */
        Candidates own(int n) {
            pull(n);
            RecommendationList list = answer;
            Candidates given = candidates;
            return list != null ? Candidates.of(list, tracks) : given != null ? given : Candidates.none();
        }

        /** For the fusion. */
        Ranked ranked(int n) {
            pull(n);
            RecommendationList list = answer;
            return list != null
                    ? Ranked.of(source.name(), source.weight(), list, tracks)
                    : Ranked.of(source.name(), source.weight(), own(n), tracks);
        }

        /** The tracks that the source meant, and did not fill in for want of an opinion. */
        void addMeant(Set<String> meant) {
            RecommendationList list = answer;
            Candidates given = candidates;
            if (list != null) {
                list.items().subList(0, list.size() - list.filled()).stream()
                        .map(Recommendation::trackId)
                        .forEach(meant::add);
            } else if (given != null) {
                for (int i = 0; i < given.size(); i++) {
                    meant.add(tracks.id(given.track(i)));
                }
            }
        }
    }
}
