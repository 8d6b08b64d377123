/* oxlint-disable max-lines -- it is a table. */
/**
 * Who does what, and who only sees: the whole expectation of the authorisation matrix.
 *
 * Each row says who does it to a thing of its own organisation and to one of another organisation in its network, and who sees either
 * without being allowed to do it (403). Everybody else is answered as if there were no such thing (404, or an empty list), and so is
 * everybody for a thing of another network or one that does not exist. The operator is nobody's neighbour: a thing anywhere is
 * to it like one of another organisation. `=` stands for the same as for its own.
 *
 * `ST`, `MEX`, `IOM`, `RROCM` are a secretariat, a member, a partner and civil society, in every role; `+` after a name leaves out readers,
 * `^` keeps validators and administrators, `~` validators alone, `*` administrators alone, `#` officers and validators. `staff` is all of
 * them with `PPT`, the officer of the presiding member. `removed` is the officer of a member that this test takes out of the network; `all` are really all, in whatever network.
 */
export const table = `
operation                   | does it to its own       | to another's   | sees its own          | another's
rotateKey                   | op                       | =              | all                   | =
listNetworks                | staff op                 | =              |                       |
createNetwork               | op                       | =              | all                   | =
getNetwork                  | staff op                 | =              |                       |
updateNetwork               | ST+ PPT                  | =              | staff op              | =
listOrganisations           | staff removed op         | staff op       |                       |
createOrganisation          | ST+ op                   | =              | staff                 | =
getOrganisation             | staff removed op         | staff op       |                       |
updateOrganisation          | ST+ staff*               | ST+            | staff removed op      | staff op
listMemberships             | staff op                 | =              |                       |
createMembership            | ST+ op                   | =              | staff                 | =
getMembership               | staff op                 | =              |                       |
updateMembership            | ST+ op                   | =              | staff                 | =
deleteMembership            | ST+ op                   | =              | staff                 | =
listPresidencies            | staff op                 | =              |                       |
createPresidency            | ST+ op                   | =              | staff                 | =
getPresidency               | staff op                 | =              |                       |
updatePresidency            | ST+ op                   | =              | staff                 | =
getMe                       | all                      | =              |                       |
listClients                 | staff* op                | op             |                       |
createClient                | staff*                   |                | staff removed op      | staff op
getClient                   | staff* op                | op             |                       |
updateClient                | staff*                   |                | op                    | =
revokeClient                | staff* op                | op             |                       |
issueSecret                 | staff*                   |                | op                    | =
revokeSecret                | staff*                   |                | op                    | =
setClientKeys               | staff*                   |                | op                    | =
removeClientKeys            | staff*                   |                | op                    | =
listGroups                  | staff removed            | staff          |                       |
createGroup                 | staff+                   | =              | staff op              | =
getGroup                    | staff removed            | staff          |                       |
updateGroup                 | staff+ removed           |                | staff                 | =
addGroupMember              | staff+ removed           |                | staff                 | =
updateGroupMember           | staff+ removed           |                | staff                 | =
listConsents                | staff removed            | ST+            |                       |
giveConsent                 | staff^                   |                | staff removed op      | staff op
getConsent                  | staff removed            | ST+            |                       |
withdrawConsent             | staff^                   |                | staff removed         | ST+
listAudit                   | staff^                   |                |                       |
listAuditCheckpoints        | all                      | =              |                       |
createPlanImport            | ST+                      | =              | staff op              | =
listPlanImports             | ST+                      | =              |                       |
getPlanImport               | ST+                      | =              |                       |
acceptPlanImport            | ST+                      | =              |                       |
discardPlanImport           | ST+                      | =              |                       |
listPlans                   | ST MEX IOM PPT           | =              |                       |
getPlan                     | ST MEX IOM PPT           | =              |                       |
updatePlan                  | ST+                      | =              | ST MEX IOM PPT        | =
labelPlan                   | ST+                      | =              | ST MEX IOM PPT        | =
getPlanOutline              | ST MEX IOM PPT           | =              |                       |
exportPlan                  | ST MEX IOM PPT           | =              |                       |
listActivities              | ST MEX IOM PPT           | =              |                       |
getActivity                 | ST MEX IOM PPT           | =              |                       |
listMandates                | ST MEX IOM PPT           | =              |                       |
getMandate                  | ST MEX IOM PPT           | =              |                       |
traceMandate                | ST MEX IOM PPT           | =              |                       |
linkMandate                 | ST+                      | =              | ST MEX IOM PPT        | =
listOrphans                 | ST MEX IOM PPT           | =              |                       |
listPlanVersions            | ST MEX IOM PPT           | =              |                       |
findPlanItems               | ST MEX IOM PPT           | =              |                       |
comparePlanVersions         | ST MEX IOM PPT           | =              |                       |
getMeetingPack              | ST MEX IOM PPT           | =              |                       |
getAnnualReport             | ST MEX IOM PPT           | =              |                       |
getPlanHygiene              | ST MEX IOM PPT           | =              |                       |
openPlanDraft               | ST+                      | =              | ST MEX IOM PPT        | =
listPlanDrafts              | ST+                      | =              |                       |
getPlanDraft                | ST+                      | =              |                       |
updatePlanDraft             | ST+                      | =              |                       |
editPlanDraft               | ST+                      | =              |                       |
publishPlanDraft            | ST+                      | =              |                       |
discardPlanDraft            | ST+                      | =              |                       |
getLedger                   | ST MEX IOM PPT           | =              |                       |
listParticipations          | ST MEX IOM PPT           | =              |                       |
createParticipation         | ST+ MEX+ IOM+ PPT        | ST+            | ST MEX IOM PPT        | =
deleteParticipation         | ST+ MEX+ IOM+ PPT        | ST+            | ST MEX IOM PPT        | =
listExemptions              | ST MEX IOM PPT           | =              |                       |
createExemption             | ST+ MEX^ IOM^            | ST+            | ST MEX IOM PPT        | =
deleteExemption             | ST+ MEX^ IOM^            | ST+            | ST MEX IOM PPT        | =
parseCitations              | staff op                 | =              |                       |
listMeetings                | ST MEX IOM PPT           | =              |                       |
createMeeting               | ST+ PPT                  | =              | staff op              | =
getMeeting                  | ST MEX IOM PPT           | =              |                       |
updateMeeting               | ST+ PPT                  | =              | ST MEX IOM PPT        | =
listPoints                  | ST MEX IOM PPT           | =              |                       |
addPoint                    | ST+ PPT                  | =              | ST MEX IOM PPT        | =
updatePoint                 | ST+ PPT                  | =              | ST MEX IOM PPT        | =
removePoint                 | ST+ PPT                  | =              | ST MEX IOM PPT        | =
listProposals               | ST MEX IOM PPT           | =              |                       |
createProposal              | ST+ PPT                  | =              | ST MEX IOM PPT        | =
getProposal                 | ST MEX IOM PPT           | =              |                       |
decideProposal              | ST+ PPT                  | =              | ST MEX IOM PPT        | =
listAgreements              | ST MEX IOM PPT           | =              |                       |
createAgreement             | ST+ PPT                  | =              | ST MEX IOM PPT        | =
getAgreement                | ST MEX IOM PPT           | =              |                       |
updateAgreement             | ST+ PPT                  | =              | ST MEX IOM PPT        | =
listReports                 | ST MEX IOM PPT           |                |                       |
createReport                | ST+ MEX+ IOM+ PPT        | =              | ST MEX IOM PPT        | =
getReport                   | ST MEX IOM PPT           |                |                       |
updateReport                | ST+ MEX+ IOM+ PPT        |                | ST MEX IOM PPT        |
discardReport               | ST+ MEX+ IOM+ PPT        |                | ST MEX IOM PPT        |
submitReport                | ST+ MEX+ IOM+ PPT        |                | ST MEX IOM PPT        |
validateReport              | ST~ MEX~ IOM~            |                | ST MEX IOM PPT        |
returnReport                | ST~ MEX~ IOM~            |                | ST MEX IOM PPT        |
publishReport               | ST^ MEX^ IOM^            |                | ST MEX IOM PPT        |
reviseReport                | ST+ MEX+ IOM+ PPT        |                | ST MEX IOM PPT        |
attachEvidence              | ST+ MEX+ IOM+ PPT        |                | ST MEX IOM PPT        |
linkEvidence                | ST+ MEX+ IOM+ PPT        |                | ST MEX IOM PPT        |
removeEvidence              | ST+ MEX+ IOM+ PPT        |                | ST MEX IOM PPT        |
issueTicket                 | ST MEX IOM PPT           |                |                       |
downloadFile                | ST~ MEX~ IOM~            |                |                       |
listServiceOrganisations    | staff                    | ST MEX         |                       |
createServiceOrganisation   | staff+                   | =              | staff op              | =
getServiceOrganisation      | staff                    | ST MEX         |                       |
updateServiceOrganisation   | staff+                   |                | staff                 | ST MEX
discardServiceOrganisation  | staff+                   |                | staff                 | ST MEX
approveServiceOrganisation  | MEX~                     | =              | staff                 | ST MEX
returnServiceOrganisation   | MEX~                     | =              | staff                 | ST MEX
withdrawServiceOrganisation | staff+                   | MEX^           | staff                 | ST MEX
listServiceLocations        | staff                    | ST MEX         |                       |
createServiceLocation       | staff+                   | =              | staff op              | =
getServiceLocation          | staff                    | ST MEX         |                       |
updateServiceLocation       | staff+                   |                | staff                 | ST MEX
discardServiceLocation      | staff+                   |                | staff                 | ST MEX
approveServiceLocation      | MEX~                     | =              | staff                 | ST MEX
returnServiceLocation       | MEX~                     | =              | staff                 | ST MEX
withdrawServiceLocation     | staff+                   | MEX^           | staff                 | ST MEX
listServices                | staff                    | ST MEX         |                       |
createService               | staff+                   | =              | staff op              | =
getService                  | staff                    | ST MEX         |                       |
updateService               | staff+                   |                | staff                 | ST MEX
discardService              | staff+                   |                | staff                 | ST MEX
approveService              | MEX~                     | =              | staff                 | ST MEX
returnService               | MEX~                     | =              | staff                 | ST MEX
withdrawService             | staff+                   | MEX^           | staff                 | ST MEX
verifyService               | staff+                   | MEX+           | staff                 | ST MEX
getDirectoryPackage         | staff                    | =              |                       |
getDirectoryServices        | staff                    | =              |                       |
createDirectoryImport       | staff+                   | =              | staff op              | =
listDirectoryImports        | staff                    | MEX            |                       |
getDirectoryImport          | staff                    | MEX            |                       |
listDirectoryImportFindings | staff                    | MEX            |                       |
discardDirectoryImport      | staff+                   |                | staff                 | MEX
acceptDirectoryImport       | staff+                   |                | staff                 | MEX
publishDirectoryImport      | MEX~                     | =              | staff                 | MEX
listFocalPoints             | staff                    | ST MEX PPT     |                       |
createFocalPoint            | staff+                   | =              | staff op              | =
getFocalPoint               | staff                    | ST MEX PPT     |                       |
updateFocalPoint            | staff+                   |                | staff                 | ST MEX PPT
confirmFocalPoint           | staff+                   |                | staff                 | ST MEX PPT
handOverFocalPoint          | staff+                   |                | staff                 | ST MEX PPT
endFocalPoint               | staff+                   |                | staff                 | ST MEX PPT
eraseFocalPoint             | staff+                   |                | staff                 | ST MEX PPT
getFocalPointCard           | staff                    | ST MEX PPT     |                       |
getFocalVacancies           | ST MEX PPT               | =              |                       |
getCorridor                 | ST MEX IOM PPT           | =              |                       |
listFocalPurposes           | staff op                 | =              |                       |
createFocalPurpose          | ST+                      | =              | staff op              | =
deleteFocalPurpose          | ST+                      | =              | staff op              | =
getSecurityFeatures         | all                      | =              |                       | 
listSpecimens               | ST MEX PPT               |                |                       | 
createSpecimen              | ST+ MEX+ PPT             | =              | staff op              | =
getSpecimen                 | ST MEX PPT               |                |                       | 
updateSpecimen              | ST+ MEX+ PPT             |                | ST MEX PPT            | 
discardSpecimen             | ST+ MEX+ PPT             |                | ST MEX PPT            | 
publishSpecimen             | ST~ MEX~                 |                | ST MEX PPT            | 
withdrawSpecimen            | ST~ MEX~                 |                | ST MEX PPT            | ST MEX PPT
submitSpecimen              | ST+ MEX+ PPT             |                | ST MEX PPT            | 
checkSpecimen               | ST# MEX# PPT             |                | ST MEX PPT            | 
returnSpecimen              | ST# MEX# PPT             |                | ST MEX PPT            | 
listCorrections             | ST MEX PPT               | MEX            |                       | 
proposeCorrection           | ST+ MEX+ PPT             | =              | ST MEX PPT            | =
decideCorrection            | ST+ MEX+ PPT             |                | ST MEX PPT            | MEX
listOpenings                | ST^ MEX^                 |                |                       | 
addSpecimenImage            | ST+ MEX+ PPT             |                | ST MEX PPT            | 
addAlertImage               | ST+ MEX+ PPT             |                | ST MEX PPT            | 
confirmImage                | ST# MEX# PPT             |                | ST MEX PPT            | 
removeImage                 | ST+ MEX+ PPT             |                | ST MEX PPT            | 
listSimilarImages           | ST MEX PPT               |                |                       | 
issueImageTicket            | ST MEX PPT               |                |                       | 
downloadImage               | ST~ MEX~                 |                |                       | 
requestOriginal             | ST+ MEX+ PPT             | =              | ST MEX PPT            | =
listOriginalRequests        | ST MEX PPT               | MEX            |                       | 
releaseOriginal             | ST^ MEX^                 |                | ST MEX PPT            | MEX
issueOriginalTicket         | ST MEX PPT               |                |                       | 
listAlerts                  | ST MEX PPT               |                |                       | 
createAlert                 | ST+ MEX+ PPT             | =              | staff op              | =
getAlert                    | ST MEX PPT               |                |                       | 
updateAlert                 | ST+ MEX+ PPT             |                | ST MEX PPT            | 
discardAlert                | ST+ MEX+ PPT             |                | ST MEX PPT            | 
publishAlert                | ST~ MEX~                 |                | ST MEX PPT            | 
cancelAlert                 | ST~ MEX~                 |                | ST MEX PPT            | ST MEX PPT
listSightings               | ST MEX PPT               | =              |                       | 
addSighting                 | ST+ MEX+ PPT             | =              | ST MEX PPT            | =
removeSighting              | ST+ MEX+ PPT             |                | ST MEX PPT            | ST MEX PPT
listAlertAcknowledgements   | ST MEX PPT               | =              |                       | 
acknowledgeAlert            | ST+ MEX+ PPT             | =              | ST MEX PPT            | =
listCorrelations            | ST MEX PPT               | =              |                       | 
getBorderCard               | ST MEX PPT               | =              |                       | 
getAlertBundle              | ST MEX PPT               | =              |                       | 
exportAlerts                | ST MEX PPT               | =              |                       | 
listFraudMethods            | ST MEX PPT               |                |                       | 
createFraudMethod           | ST+ MEX+ PPT             | =              | staff op              | =
getFraudMethod              | ST MEX PPT               |                |                       | 
updateFraudMethod           | ST+ MEX+ PPT             |                | ST MEX PPT            | 
discardFraudMethod          | ST+ MEX+ PPT             |                | ST MEX PPT            | 
publishFraudMethod          | ST~ MEX~                 |                | ST MEX PPT            | 
withdrawFraudMethod         | ST~ MEX~                 |                | ST MEX PPT            | ST MEX PPT
listEntryRequirements       | ST MEX PPT               |                |                       | 
createEntryRequirement      | ST+ MEX+ PPT             | ST+            | staff op              | =
getEntryRequirement         | ST MEX PPT               |                |                       | 
updateEntryRequirement      | ST+ MEX+ PPT             |                | ST MEX PPT            | 
discardEntryRequirement     | ST+ MEX+ PPT             |                | ST MEX PPT            | 
publishEntryRequirement     | ST~ MEX~                 |                | ST MEX PPT            | 
withdrawEntryRequirement    | ST~ MEX~                 |                | ST MEX PPT            | ST MEX PPT
getRequirementMatrix        | ST MEX PPT               | =              |                       | 
listCriteria                | ST MEX PPT               |                |                       | 
createCriterion             | ST+ MEX+ PPT             | ST+            | staff op              | =
getCriterion                | ST MEX PPT               |                |                       | 
updateCriterion             | ST+ MEX+ PPT             |                | ST MEX PPT            | 
discardCriterion            | ST+ MEX+ PPT             |                | ST MEX PPT            | 
publishCriterion            | ST~ MEX~                 |                | ST MEX PPT            | 
withdrawCriterion           | ST~ MEX~                 |                | ST MEX PPT            | ST MEX PPT
listFigures                 | MEX PPT                  |                |                       |
draftFigure                 | MEX+ PPT                 | =              | staff op              | =
getFigure                   | MEX PPT                  |                |                       |
correctFigure               | MEX+ PPT                 |                | MEX PPT               |
confirmFigure               | MEX~                     |                | MEX PPT               |
reportFigure                | MEX+ PPT                 |                | ST MEX PPT            | ST MEX PPT
getFigureBoard              | ST MEX PPT               | =              |                       |
listTrainingTerms           | staff op                 | =              |                       |
createTrainingTerm          | ST+                      | =              | staff op              | =
getTrainingTerm             | staff op                 | =              |                       |
updateTrainingTerm          | ST+                      | =              | staff op              | =
deleteTrainingTerm          | ST+                      | =              | staff op              | =
listCourses                 | staff                    | ST MEX IOM PPT |                       |
createCourse                | staff+                   | =              | staff op              | =
getCourse                   | staff                    | ST MEX IOM PPT |                       |
updateCourse                | staff+                   |                | staff                 | ST MEX IOM PPT
labelCourse                 | staff^                   |                | staff                 | ST MEX IOM PPT
listEditions                | staff                    | ST MEX IOM PPT |                       |
createEdition               | staff+                   | =              | staff op              | =
getEdition                  | staff                    | ST MEX IOM PPT |                       |
updateEdition               | staff+                   |                | staff                 | ST MEX IOM PPT
labelEdition                | staff^                   |                | staff                 | ST MEX IOM PPT
stepEdition                 | staff+                   |                | staff                 | ST MEX IOM PPT
askCosponsor                | staff+                   |                | staff                 | ST MEX IOM PPT
answerCosponsorship         | staff^                   | ST^ MEX^ IOM^  | staff                 | ST MEX IOM PPT
inviteGuest                 | staff+                   |                | staff                 | ST MEX IOM PPT
answerInvitation            | staff^                   | ST^ MEX^ IOM^  | staff                 | ST MEX IOM PPT
getCourseTree               | staff                    | ST MEX IOM PPT |                       |
getTrainingFigures          | all                      | =              |                       |
getReplicaBoard             | staff                    | ST MEX IOM PPT
getTrainingClashes          | all                      | =
listEnrolments              | staff                    | ST             |                       |
nominate                    | staff+                   | =              | staff                 | =
getEnrolment                | staff                    | ST             |                       |
decideEnrolment             | ST+                      | =              | staff                 | ST
withdrawEnrolment           | staff+                   | ST+            | staff                 | ST
recordAttendance            | ST+                      | =              | staff                 | ST
eraseEnrolment              | staff+                   | ST+            | staff                 | ST
correctEnrolment            | staff+                   | ST+            | staff                 | ST
evaluateEnrolment           | ST+                      | =              | staff                 | ST
listSubscriptions           | staff                    | =              |                       |
createSubscription          | ST+                      | =              | staff op              | =
getSubscription             | staff                    | =              |                       |
updateSubscription          | ST+                      | =              | staff                 | =
refreshSubscription         | ST+                      | =              | staff                 | =
deleteSubscription          | ST+                      | =              | staff                 | =
listCertificates            | staff                    | ST             |                       |
issueCertificate            | ST+                      | =              | staff                 | ST
getCertificate              | staff                    | ST             |                       |
revokeCertificate           | ST+                      | =              | staff                 | ST
reissueCertificate          | ST+                      | =              | staff                 | ST
showCertificateName         | staff+                   | ST+            | staff                 | ST
getCertificateFile          | staff                    | ST             |                       |
listTrainingDocuments       | staff                    | ST MEX IOM PPT |                       |
attachTrainingDocument      | staff+                   |                | staff                 | ST MEX IOM PPT
linkTrainingDocument        | staff+                   |                | staff                 | ST MEX IOM PPT
getTrainingDocument         | staff                    | ST MEX IOM PPT |                       |
removeTrainingDocument      | staff+                   |                | staff                 | ST MEX IOM PPT
issueTrainingTicket         | staff                    | ST MEX IOM PPT |                       |
downloadTrainingFile        | staff~                   |                |                       |
listCalendarLinks           | staff removed            |                |                       |
createCalendarLink          | staff removed other      | =              | op                    | =
revokeCalendarLink          | staff removed            |                |                       |
listEndpoints               | staff*                   |                |                       |
createEndpoint              | staff*                   | =              | all                   | =
getEndpoint                 | staff*                   |                |                       |
updateEndpoint              | staff*                   |                |                       |
deleteEndpoint              | staff*                   |                |                       |
verifyEndpoint              | staff*                   |                |                       |
testEndpoint                | staff*                   |                |                       |
rotateEndpointSecret        | staff*                   |                |                       |
revokeEndpointSecret        | staff*                   |                |                       |
listDeliveries              | staff*                   |                |                       |
getDelivery                 | staff*                   |                |                       |
resendDelivery              | staff*                   |                |                       |
listAttempts                | staff*                   |                |                       |
replayEvents                | staff*                   |                |                       |
listEvents                  | ST MEX IOM PPT           | =              |                       |
getEvent                    | ST MEX IOM PPT           | =              |                       |
listAcknowledgements        | ST MEX IOM PPT           | =              |                       |
acknowledgeEvent            | ST+ MEX+ IOM+ PPT        | =              | ST MEX IOM PPT        | =
`;
