Attribute VB_Name = "QaRibbon"
' What the QA tab's buttons call. An add-in works on the workbook in front, so each first makes sure that there is one:
' in Protected View, as a file from an e-mail opens, Excel says that there is none.
Option Explicit

Public Sub OnRefreshDashboard(control As IRibbonControl)
    If HasWorkbook() Then QaButtons.RefreshDashboard
End Sub

Public Sub OnCheckData(control As IRibbonControl)
    If HasWorkbook() Then QaButtons.CheckData
End Sub

Public Sub OnPublishLeadersWorkbook(control As IRibbonControl)
    If HasWorkbook() Then QaButtons.PublishLeadersWorkbook
End Sub

Public Sub OnSetUpTracker(control As IRibbonControl)
    If HasWorkbook() Then QaButtons.SetUpTracker
End Sub

Public Sub OnIssueReturns(control As IRibbonControl)
    If HasWorkbook() Then QaButtons.IssueReturns
End Sub

Public Sub OnCollectReturns(control As IRibbonControl)
    If HasWorkbook() Then QaButtons.CollectReturns
End Sub

Private Function HasWorkbook() As Boolean
    HasWorkbook = Not ActiveWorkbook Is Nothing
    If Not HasWorkbook Then MsgBox "Open the tracker, choose Enable Editing if Excel offers it, then try again."
End Function
