package io.reco.rerank.config;

import static java.util.Objects.requireNonNull;

import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommender;
import io.reco.rerank.CandidateSource;
import io.reco.rerank.Candidates;
import io.reco.rerank.Popularity;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.diversity.Aspects;
import io.reco.rerank.diversity.GenreAspects;
import io.reco.rerank.diversity.TrackSimilarity;
import io.reco.rerank.rule.AgeLimit;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.SongVersions;
import io.reco.rerank.rule.TrackGroup;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a surface file names and code gives: the models it draws from, vectors, aspects, groups and checks, and the data the
 * rules look at. Refined by the {@code with} methods, each of which gives a copy; a name may be given once a kind.
 * Thread-safe when its parts are.
 */
public final class SurfaceResources {
    /** Not that of {@code String}, which is by UTF-16 unit. */
    static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing((String name) -> name.codePoints().toArray(), Arrays::compare);

    /** What a name can stand for. */
    public enum Kind {
        /** Where candidates come from. */
        SOURCE,
        /** How alike tracks are. */
        SIMILARITY,
        /** What tracks are about. */
        ASPECTS,
        /** A set of tracks. */
        GROUP,
        /** A check of playability at serve time. */
        CHECK,
        /** A rule of one's own. */
        RULE
    }

    private final RuleContexts contexts;
    private final EventSemantics semantics;
    private final Map<Kind, Map<String, Object>> named;
    private final boolean standIns;
    private final Versions versions;

    /** The songs of the catalogue, once for all surfaces that are made of it. */
    private static final class Versions {
        private @Nullable SongVersions made;

        synchronized SongVersions of(Catalog catalog) {
            SongVersions known = made;
            if (known == null) {
                known = SongVersions.of(catalog);
                made = known;
            }
            return known;
        }
    }

    private SurfaceResources(
            RuleContexts contexts,
            EventSemantics semantics,
            Map<Kind, Map<String, Object>> named,
            boolean standIns,
            Versions versions) {
        this.contexts = contexts;
        this.semantics = semantics;
        this.named = named;
        this.standIns = standIns;
        this.versions = versions;
    }

    /**
     * The data the rules look at, and no names; events count as {@link EventSemantics#DEFAULT} has it.
     *
     * @param contexts data, popularity, recommendation history; a surface puts its own name and look-back into them
     */
    public static SurfaceResources of(RuleContexts contexts) {
        return new SurfaceResources(contexts, EventSemantics.DEFAULT, Map.of(), false, new Versions());
    }

    /** Stand-ins for everything, of any name: enough to check the parameters of rules without any data. */
    static SurfaceResources standIns() {
        RuleContexts nothing = RuleContexts.of(Dataset.builder("nothing").build(), Popularity.none());
        return new SurfaceResources(nothing, EventSemantics.DEFAULT, Map.of(), true, new Versions());
    }

    /** A copy in which events count by these dials. */
    public SurfaceResources withSemantics(EventSemantics newSemantics) {
        return new SurfaceResources(contexts, newSemantics, named, standIns, versions);
    }

    /** A copy with a model as a source of candidates, under its own name. */
    public SurfaceResources withSource(Recommender model) {
        return withSource(model.name(), model);
    }

    /** A copy with a model as a source of candidates. */
    public SurfaceResources withSource(String name, Recommender model) {
        return with(Kind.SOURCE, name, model);
    }

    /**
     * A copy with a source of candidates that is no model: an editorial list, a search.
     *
     * @param source the candidates of a request; thread-safe
     */
    public SurfaceResources withSource(String name, Function<Query, CandidateSource> source) {
        return with(Kind.SOURCE, name, new QuerySource(source));
    }

    /** A copy with a similarity, for {@code mmr} and {@code dpp}. */
    public SurfaceResources withSimilarity(String name, TrackSimilarity similarity) {
        return with(Kind.SIMILARITY, name, similarity);
    }

    /** A copy with aspects, for {@code calibration} and {@code xquad}. */
    public SurfaceResources withAspects(String name, Aspects aspects) {
        return with(Kind.ASPECTS, name, aspects);
    }

    /** A copy with a group of tracks, for {@code quota}, {@code reserved-slots} and {@code campaign}. */
    public SurfaceResources withGroup(String name, TrackGroup group) {
        return with(Kind.GROUP, name, group);
    }

    /** A copy with a check at serve time, for {@code playable}. */
    public SurfaceResources withCheck(String name, Playable.Check check) {
        return with(Kind.CHECK, name, check);
    }

    /** A copy with a rule of one's own, for {@code given}. */
    public SurfaceResources withRule(String name, Rule rule) {
        return with(Kind.RULE, name, rule);
    }

    private SurfaceResources with(Kind kind, String name, Object value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a " + Node.label(kind) + " needs a name");
        }
        Map<Kind, Map<String, Object>> copy = new EnumMap<>(Kind.class);
        named.forEach((k, values) -> copy.put(k, new LinkedHashMap<>(values)));
        if (copy.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(name, value) != null) {
            throw new IllegalArgumentException("two of kind " + Node.label(kind) + " have the name '" + name + "'");
        }
        return new SurfaceResources(contexts, semantics, copy, standIns, versions);
    }

    /** The names of a kind, in the order of code points. */
    public Collection<String> names(Kind kind) {
        TreeSet<String> names = new TreeSet<>(BY_CODE_POINT);
        names.addAll(named.getOrDefault(kind, Map.of()).keySet());
        return names;
    }

    private <T> T get(Kind kind, String name, Class<T> type, T standIn) {
        if (standIns) {
            return standIn;
        }
        Object value = named.getOrDefault(kind, Map.of()).get(name);
        if (value == null) {
            Reading reading = Reading.ofCode();
            reading.unknown(Node.Place.CODE, Node.label(kind), name, names(kind));
            reading.finish();
            throw new IllegalArgumentException("unknown " + Node.label(kind) + " '" + name + "'");
        }
        return requireNonNull(type.cast(value));
    }

    /** The source of a name: a {@link Recommender} or a {@link QuerySource}. */
    Object source(String name) {
        return get(Kind.SOURCE, name, Object.class, new QuerySource(query -> n -> NO_CANDIDATES));
    }

    private static final Candidates NO_CANDIDATES = Candidates.of(new int[0], new double[0], "none");

    /** The model of a name, when it is one and not a {@link #candidates source that is no model}. */
    public Optional<Recommender> model(String source) {
        return source(source) instanceof Recommender model ? Optional.of(model) : Optional.empty();
    }

    /**
     * The candidates of a source that is no model.
     *
     * @throws IllegalArgumentException if it is a model
     */
    public CandidateSource candidates(String source, Query query) {
        if (source(source) instanceof QuerySource own) {
            return own.source().apply(query);
        }
        throw new IllegalArgumentException("source '" + source + "' is a model");
    }

    /** A source that is no model. */
    record QuerySource(Function<Query, CandidateSource> source) {}

    TrackSimilarity similarity(String name) {
        return get(Kind.SIMILARITY, name, TrackSimilarity.class, (t, u) -> 0);
    }

    Aspects aspects(String name) {
        return get(Kind.ASPECTS, name, Aspects.class, genres(0, Double.POSITIVE_INFINITY));
    }

    Aspects genres(double prior, double halfLifeDays) {
        return GenreAspects.ofHistory(contexts.catalog(), semantics, prior, halfLifeDays);
    }

    TrackGroup group(String name) {
        return get(Kind.GROUP, name, TrackGroup.class, context -> t -> false);
    }

    Playable.Check check(String name) {
        return get(Kind.CHECK, name, Playable.Check.class, (context, t) -> Playable.Check.PLAYABLE);
    }

    Rule rule(String name) {
        return get(Kind.RULE, name, Rule.class, AgeLimit.ADULT);
    }

    SongVersions versions() {
        return versions.of(contexts.catalog());
    }

    Popularity popularity() {
        return contexts.popularity();
    }

    /** How events count. */
    public EventSemantics semantics() {
        return semantics;
    }

    /** What rules look at. */
    public RuleContexts contexts() {
        return contexts;
    }
}
