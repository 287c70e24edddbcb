package org.almoner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.almoner.mode.SandboxOnly;
import org.almoner.selfcheck.Invariant;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of ARCHITECTURE.md that a machine can check. */
class ArchitectureTest {

    private static final String ROOT = "org.almoner.";
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.almoner");

    /** Package → what it may import; ARCHITECTURE.md shows the same table with reasons. */
    private static final Map<String, Set<String>> MAY_IMPORT =
            Map.ofEntries(
                    Map.entry("money", Set.of()),
                    Map.entry("sql", Set.of()),
                    Map.entry("pdf", Set.of()),
                    Map.entry("problem", Set.of()),
                    Map.entry("time", Set.of()),
                    Map.entry("id", Set.of()),
                    Map.entry("mode", Set.of("problem")),
                    Map.entry("http", Set.of("problem", "id", "money", "mode")),
                    Map.entry("office", Set.of("money", "problem", "id", "mode", "sql")),
                    Map.entry("selfcheck", Set.of("id", "mode")),
                    Map.entry("outbox", Set.of("id", "selfcheck", "problem")),
                    Map.entry("mail", Set.of("outbox", "mode", "problem", "id")),
                    Map.entry("audit", Set.of("id", "selfcheck", "problem")),
                    Map.entry("idempotency", Set.of("problem")),
                    Map.entry("strongbox", Set.of("mode", "selfcheck")),
                    Map.entry(
                            "webhook",
                            Set.of(
                                    "audit",
                                    "id",
                                    "mode",
                                    "office",
                                    "problem",
                                    "selfcheck",
                                    "sql",
                                    "strongbox")),
                    Map.entry("bankfile", Set.of("money")),
                    Map.entry("giving", Set.of("money", "office", "problem")),
                    Map.entry("donor", Set.of("id", "office", "problem")),
                    Map.entry("campaign", Set.of("id", "money", "office", "problem")),
                    Map.entry("signature", Set.of("mode", "office", "pdf", "sql")),
                    Map.entry("statement", Set.of("giving", "money", "office", "pdf", "problem")),
                    Map.entry(
                            "payment",
                            Set.of(
                                    "bankfile",
                                    "giving",
                                    "id",
                                    "money",
                                    "mode",
                                    "outbox",
                                    "problem",
                                    "selfcheck",
                                    "sql")),
                    Map.entry(
                            "payment.sandbox",
                            Set.of("payment", "giving", "id", "money", "mode", "problem")),
                    Map.entry(
                            "payment.paypal",
                            Set.of("payment", "giving", "money", "mode", "office")),
                    Map.entry(
                            "payment.transfer",
                            Set.of("payment", "giving", "money", "office", "problem", "id")),
                    Map.entry(
                            "payment.stripe",
                            Set.of("payment", "giving", "money", "mode", "office")),
                    Map.entry(
                            "payment.sepa",
                            Set.of(
                                    "payment",
                                    "bankfile",
                                    "donor",
                                    "giving",
                                    "id",
                                    "money",
                                    "office",
                                    "problem",
                                    "selfcheck",
                                    "sql",
                                    "strongbox",
                                    "time")),
                    Map.entry(
                            "account",
                            Set.of(
                                    "allowance",
                                    "donor",
                                    "id",
                                    "letter",
                                    "mail",
                                    "office",
                                    "outbox",
                                    "problem",
                                    "strongbox")),
                    Map.entry("allowance", Set.of("id")),
                    Map.entry(
                            "access",
                            Set.of(
                                    "account",
                                    "allowance",
                                    "audit",
                                    "donor",
                                    "id",
                                    "letter",
                                    "mail",
                                    "mode",
                                    "office",
                                    "outbox",
                                    "problem",
                                    "strongbox")),
                    Map.entry(
                            "portal",
                            Set.of(
                                    "periodic",
                                    "giftaid",
                                    "access",
                                    "account",
                                    "allowance",
                                    "campaign",
                                    "consent",
                                    "donation",
                                    "donor",
                                    "erasure",
                                    "giving",
                                    "http",
                                    "id",
                                    "idempotency",
                                    "letter",
                                    "mail",
                                    "money",
                                    "office",
                                    "outbox",
                                    "payment",
                                    "pdf",
                                    "problem",
                                    "receipt",
                                    "recurring",
                                    "selfcheck",
                                    "signup",
                                    "statement",
                                    "tax")),
                    Map.entry(
                            "erasure",
                            Set.of(
                                    "periodic",
                                    "access",
                                    "account",
                                    "audit",
                                    "donor",
                                    "id",
                                    "office",
                                    "payment",
                                    "problem",
                                    "recurring",
                                    "strongbox")),
                    Map.entry(
                            "retention",
                            Set.of(
                                    "audit",
                                    "consent",
                                    "donor",
                                    "erasure",
                                    "id",
                                    "office",
                                    "problem",
                                    "selfcheck",
                                    "signup",
                                    "sql")),
                    Map.entry(
                            "contact",
                            Set.of(
                                    "account", "consent", "donor", "erasure", "office", "signup",
                                    "sql")),
                    Map.entry(
                            "handover",
                            Set.of(
                                    "account",
                                    "consent",
                                    "contact",
                                    "donor",
                                    "erasure",
                                    "id",
                                    "office",
                                    "problem",
                                    "selfcheck",
                                    "sql",
                                    "strongbox",
                                    "webhook")),
                    Map.entry(
                            "signup",
                            Set.of(
                                    "access",
                                    "account",
                                    "allowance",
                                    "consent",
                                    "donor",
                                    "id",
                                    "letter",
                                    "mail",
                                    "office",
                                    "outbox",
                                    "problem",
                                    "sql",
                                    "strongbox")),
                    Map.entry(
                            "consent",
                            Set.of("donor", "office", "id", "problem", "selfcheck", "sql")),
                    Map.entry(
                            "benefit",
                            Set.of("donation", "donor", "id", "money", "office", "problem", "sql")),
                    Map.entry(
                            "donation",
                            Set.of(
                                    "donor",
                                    "campaign",
                                    "payment",
                                    "giving",
                                    "id",
                                    "money",
                                    "office",
                                    "problem")),
                    Map.entry(
                            "recurring",
                            Set.of(
                                    "campaign",
                                    "donation",
                                    "donor",
                                    "giving",
                                    "id",
                                    "idempotency",
                                    "letter",
                                    "mail",
                                    "money",
                                    "office",
                                    "outbox",
                                    "payment",
                                    "problem",
                                    "receipt",
                                    "selfcheck")),
                    Map.entry(
                            "periodic",
                            Set.of(
                                    "consent",
                                    "donation",
                                    "donor",
                                    "giving",
                                    "id",
                                    "money",
                                    "office",
                                    "problem",
                                    "recurring",
                                    "selfcheck",
                                    "sql",
                                    "statement")),
                    Map.entry("letter", Set.of("donor", "mail", "money", "office")),
                    Map.entry(
                            "receipt",
                            Set.of(
                                    "giftaid",
                                    "statement",
                                    "benefit",
                                    "donation",
                                    "donor",
                                    "campaign",
                                    "payment",
                                    "giving",
                                    "id",
                                    "letter",
                                    "mail",
                                    "money",
                                    "office",
                                    "outbox",
                                    "problem",
                                    "selfcheck")),
                    Map.entry(
                            "tax",
                            Set.of(
                                    "periodic",
                                    "giftaid",
                                    "benefit",
                                    "campaign",
                                    "donation",
                                    "donor",
                                    "giving",
                                    "id",
                                    "letter",
                                    "mail",
                                    "money",
                                    "office",
                                    "outbox",
                                    "pdf",
                                    "problem",
                                    "selfcheck",
                                    "signature",
                                    "sql",
                                    "statement")),
                    Map.entry(
                            "giftaid",
                            Set.of(
                                    "consent",
                                    "donation",
                                    "donor",
                                    "id",
                                    "letter",
                                    "mail",
                                    "money",
                                    "office",
                                    "outbox",
                                    "problem",
                                    "selfcheck",
                                    "sql",
                                    "statement")),
                    Map.entry(
                            "bank",
                            Set.of(
                                    "audit",
                                    "bankfile",
                                    "campaign",
                                    "donation",
                                    "donor",
                                    "id",
                                    "money",
                                    "office",
                                    "payment",
                                    "problem",
                                    "selfcheck",
                                    "sql",
                                    "strongbox")),
                    Map.entry("export", Set.of("money", "office", "problem", "selfcheck", "sql")),
                    Map.entry(
                            "reconciliation",
                            Set.of(
                                    "bankfile",
                                    "id",
                                    "money",
                                    "office",
                                    "payment",
                                    "problem",
                                    "selfcheck",
                                    "sql")),
                    Map.entry(
                            "finance",
                            Set.of(
                                    "donation",
                                    "payment",
                                    "money",
                                    "office",
                                    "reconciliation",
                                    "selfcheck",
                                    "sql")));

    /** Packages at the top: nobody imports them. */
    private static final Set<String> LEAVES =
            Set.of(
                    "wizard",
                    "portal",
                    "staff",
                    "finance",
                    "launch",
                    "payment.paypal",
                    "payment.sandbox",
                    "payment.sepa",
                    "payment.stripe",
                    "payment.transfer");

    @TestFactory
    List<DynamicTest> eachPackageImportsOnlyWhatTheTableSays() {
        return MAY_IMPORT.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey(),
                                        () -> checkImports(entry.getKey(), entry.getValue())))
                .toList();
    }

    private static void checkImports(String name, Set<String> allowed) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "are of packages the table does not name for " + name,
                                type -> isForeign(type, name, allowed)))
                .because("dependencies between packages are a decision, not an accident")
                .allowEmptyShould(true)
                .check(CODE);
    }

    private static boolean isForeign(JavaClass type, String name, Set<String> allowed) {
        String home = type.getPackageName();
        return home.startsWith(ROOT)
                && !home.equals(ROOT + name)
                && !allowed.contains(home.substring(ROOT.length()));
    }

    @Test
    void nobodyImportsTheTop() {
        for (String leaf : LEAVES) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + leaf)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + leaf)
                    .because("what stands on top of everything can be changed without asking")
                    .check(CODE);
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void everyPackageOfTheTableExistsAndEveryPackageIsInTheTable() {
        Set<String> known = new java.util.TreeSet<>(MAY_IMPORT.keySet());
        known.addAll(Set.of("wizard", "staff", "launch"));
        Set<String> found = new java.util.TreeSet<>();
        CODE.forEach(type -> found.add(type.getPackageName().substring(ROOT.length())));
        org.junit.jupiter.api.Assertions.assertEquals(known, found);
    }

    @Test
    void atLeastFortyFivePercentOfTypesAreHidden() {
        long topLevel = CODE.stream().filter(JavaClass::isTopLevelClass).count();
        long hidden =
                CODE.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                        .count();
        assertTrue(
                hidden * 100 >= topLevel * 45,
                hidden + " of " + topLevel + " types are hidden: make fewer public");
    }

    @Nested
    class Names {

        @Test
        void saytheActInsteadOfService() {
            noClasses()
                    .should()
                    .haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl)")
                    .because("such names say nothing about what a class does")
                    .check(CODE);
        }
    }

    @Nested
    class Time {

        @Test
        void isAnArgument() {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "time")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(OffsetDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("a test must be able to say what time it is (FW-11)")
                    .check(CODE);
        }
    }

    @Nested
    class Resources {

        @Test
        void sayWhoMayCallThem() {
            methods()
                    .that()
                    .areAnnotatedWith(GET.class)
                    .or()
                    .areAnnotatedWith(POST.class)
                    .or()
                    .areAnnotatedWith(PUT.class)
                    .or()
                    .areAnnotatedWith(PATCH.class)
                    .or()
                    .areAnnotatedWith(DELETE.class)
                    .should()
                    .beAnnotatedWith(PermitAll.class)
                    .orShould()
                    .beAnnotatedWith(RolesAllowed.class)
                    .because("authorisation is written on the method, deny is the default (D2)")
                    .check(CODE);
        }

        @Test
        void areHidden() {
            classes()
                    .that()
                    .areAnnotatedWith(Path.class)
                    .should()
                    .notBePublic()
                    .because("nothing but HTTP calls them")
                    .check(CODE);
        }

        @Test
        void belowDevExistInTheSandboxOnly() {
            classes()
                    .that(
                            DescribedPredicate.describe(
                                    "are served below /dev",
                                    type ->
                                            type.isAnnotatedWith(Path.class)
                                                    && type.getAnnotationOfType(Path.class)
                                                            .value()
                                                            .startsWith("/dev")))
                    .should()
                    .beAnnotatedWith(SandboxOnly.class)
                    .because("play money and free tokens must not exist in production")
                    .check(CODE);
        }
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith(Inject.class)
                .because("what a class needs stands in its constructor (FW-7)")
                .check(CODE);
    }

    /** What requests get is broken off after seconds, and a broken-off check is a false alarm. */
    @Test
    void invariantsAreReadAtLeisure() {
        noClasses()
                .that()
                .implement(Invariant.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DataSource.class)
                .because("all data of years takes longer than a request may")
                .check(CODE);
    }

    @Test
    void nativeSerialisationIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .because("foreign bytes must not become objects")
                .check(CODE);
    }
}
