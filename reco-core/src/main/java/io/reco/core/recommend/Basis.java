package io.reco.core.recommend;

/** What an answer rests on, best first: the rungs of the fallback ladder. */
public enum Basis {
    /** The character's own history. */
    HISTORY,
    /** What characters of the same gender and age band listen to. */
    SIMILAR_PROFILES,
    /** What is popular in the character's region. */
    REGIONAL_POPULARITY,
    /** What is popular with everybody. */
    POPULARITY,
    /** Nothing that is known: a random order, or an empty list. */
    NONE
}
